import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SpeciesEnum } from '@/shared/api/gen/types.gen';
import classes from './Pets.module.css';
import { MEASURES, type Measure } from './units';

/** Where each measurement is taken: drawn for dogs and cats, in words for all. The one that is being written lights up. */
export function MeasuringGuide({ species, lit }: { species: SpeciesEnum; lit?: Measure }) {
  const { t } = useTranslation('pets');
  const isDrawn = species === 'dog' || species === 'cat';
  return (
    <figure style={{ margin: 0 }}>
      {isDrawn && <Sketch species={species} lit={lit} />}
      <figcaption>
        <Text size="sm" c="dimmed" my="xs">
          {t('guide.lead')}
        </Text>
        <ol className={classes.legend}>
          {MEASURES.map((measure) => (
            <li key={measure} data-lit={measure === lit || undefined}>
              <Text size="sm" span inherit fw="inherit">
                {t(`measure.${measure}`)}: {t(`guide.${measure}`)}
              </Text>
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
}

/** Seen from its left side; the numbers are those of the list below. */
function Sketch({ species, lit }: { species: 'dog' | 'cat'; lit?: Measure }) {
  const { t } = useTranslation('pets');
  return (
    <svg viewBox="0 0 320 228" className={classes.sketch} role="img" aria-label={t(`guide.sketch_${species}`)}>
      <path
        className={classes.line}
        style={{ strokeWidth: 9 }}
        d={species === 'dog' ? 'M250 92 C 272 84 286 66 284 46' : 'M250 94 C 290 96 300 66 288 40 C 284 30 272 30 272 40'}
      />
      <path className={classes.body} d="M136 132 L136 196 Q136 202 128 202 L120 202 L122 130 Z" opacity="0.6" />
      <path className={classes.body} d="M226 124 L230 154 L222 174 L226 202 L214 202 Q208 176 210 156 L200 128 Z" opacity="0.6" />
      <path
        className={classes.body}
        d="M252 112 C 254 132 246 146 244 156 L238 174 L244 202 L228 202 Q224 178 226 158 C 218 146 216 134 218 120 Z"
      />
      <path
        className={classes.body}
        d="M98 104 C 98 82 116 74 138 74 L230 80 C 252 82 260 100 254 118 C 250 132 234 136 218 130 C 198 124 182 130 164 144 C 140 160 102 148 98 118 Z"
      />
      <path className={classes.body} d="M120 128 L120 196 Q120 202 112 202 L104 202 L104 128 Z" />
      <path className={classes.body} d="M94 108 L78 74 L114 56 L140 78 C 136 104 112 118 94 108 Z" />
      {species === 'dog' ? <DogHead /> : <CatHead />}
      <path className={classes.line} d="M60 204 L290 204" opacity="0.5" />
      <Mark measure="neck" lit={lit} at={[80, 98]}>
        <ellipse cx="107" cy="84" rx="24" ry="7" transform="rotate(-30 107 84)" />
      </Mark>
      <Mark measure="chest" lit={lit} at={[152, 166]}>
        <ellipse cx="146" cy="112" rx="9" ry="40" />
      </Mark>
      <Mark measure="back" lit={lit} at={[190, 54]}>
        <path d="M126 66 L126 78 M126 70 C 160 64 210 68 246 78 M249 72 L244 85" />
      </Mark>
      <Mark measure="leg" lit={lit} at={[76, 166]}>
        <path d="M86 132 L100 132 M93 132 L93 202 M86 202 L100 202" />
      </Mark>
      <Mark measure="weight" lit={lit} at={[178, 212]}>
        <path d="M96 212 L164 212 M192 212 L256 212" />
      </Mark>
    </svg>
  );
}

const DogHead = () => (
  <>
    <path className={classes.body} d="M36 62 Q34 50 48 48 L62 46 C 66 30 104 26 110 50 C 114 70 100 82 82 80 L48 78 Q38 76 36 62 Z" />
    <path className={classes.body} d="M92 34 C 112 32 120 52 110 74 C 96 70 88 52 92 34 Z" />
    <circle className={classes.dark} cx="40" cy="56" r="5" />
    <circle className={classes.dark} cx="70" cy="52" r="3" />
  </>
);

const CatHead = () => (
  <>
    <path className={classes.body} d="M62 40 L58 18 L76 30 Q88 26 98 30 L114 16 L112 44 C 116 66 104 82 86 82 C 66 82 54 68 56 54 Z" />
    <path className={classes.line} d="M62 64 L40 60 M62 68 L42 72" strokeWidth="1" />
    <circle className={classes.dark} cx="60" cy="62" r="3" />
    <circle className={classes.dark} cx="72" cy="52" r="3" />
  </>
);

type MarkProps = { measure: Measure; lit?: Measure; at: [number, number]; children: React.ReactNode };

function Mark({ measure, lit, at: [x, y], children }: MarkProps) {
  return (
    <g className={classes.measure} data-lit={measure === lit || undefined}>
      {children}
      <circle cx={x} cy={y} r="10" />
      <text x={x} y={y}>
        {MEASURES.indexOf(measure) + 1}
      </text>
    </g>
  );
}
