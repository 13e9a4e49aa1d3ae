import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './LayerProgress.module.css';

const LAYERS = 25;

/** Progress as layers; the live one is clay. Announced at quarters only. */
export function LayerProgress({ percent, label, isLive = true }: { percent: number; label: string; isLive?: boolean }) {
  const { t } = useTranslation();
  const done = Math.floor((Math.min(100, Math.max(0, percent)) / 100) * LAYERS);
  const quarter = Math.floor(percent / 25) * 25;
  return (
    <div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
      >
        {Array.from({ length: LAYERS }, (_, layer) => (
          <span
            key={layer}
            className={`${classes.layer} ${layer < done ? classes.done : layer === done && isLive && percent < 100 ? classes.live : ''}`}
          />
        ))}
      </div>
      <VisuallyHidden aria-live="polite">{quarter > 0 ? t('state.percent_done', { percent: quarter }) : ''}</VisuallyHidden>
    </div>
  );
}
