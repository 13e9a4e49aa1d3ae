import { Text, VisuallyHidden } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FORMATS, formatOf } from '@/shared/viewer';
import classes from './DropArea.module.css';

type Props = { onFile: (file: File) => void; height?: number; children?: ReactNode };

/** Takes one model: by drop anywhere on the page, by click, by keyboard. Other kinds of files are refused in words. */
export function DropArea({ onFile, height, children }: Props) {
  const { t } = useTranslation('quote');
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();

  const take = (file: File | undefined) => {
    if (!file) return;
    if (!formatOf(file.name)) {
      setRefused(file.name);
      return;
    }
    setRefused(undefined);
    onFile(file);
  };
  useWholePageDrop(take, setOver);

  return (
    <div>
      <label
        htmlFor={id}
        className={classes.area}
        data-over={isOver}
        style={height ? ({ '--drop-height': `${height}px` } as React.CSSProperties) : undefined}
      >
        <IconUpload size={40} stroke={1.25} aria-hidden color="var(--mantine-color-strata-6)" />
        <Text fz={18} lh="26px" fw={600}>
          {t(isOver ? 'drop.release' : 'drop.here')}
        </Text>
        <Text c="dimmed">{t('drop.formats')}</Text>
        {children}
        <VisuallyHidden>
          <input
            id={id}
            type="file"
            accept={FORMATS.map((format) => `.${format}`).join(',')}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </VisuallyHidden>
      </label>
      <Text role="alert" c="var(--mantine-color-error)" mt="xs" ta="center" mih={20}>
        {refused && t('drop.refused', { name: refused })}
      </Text>
    </div>
  );
}

function useWholePageDrop(take: (file: File | undefined) => void, setOver: (over: boolean) => void) {
  useEffect(() => {
    let depth = 0;
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files');
    const enter = (event: DragEvent) => {
      if (!hasFile(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const over = (event: DragEvent) => hasFile(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take(event.dataTransfer?.files[0]);
    };
    const handlers = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, handler] of Object.entries(handlers)) window.addEventListener(name as 'drop', handler);
    return () => {
      for (const [name, handler] of Object.entries(handlers)) window.removeEventListener(name as 'drop', handler);
    };
  });
}
