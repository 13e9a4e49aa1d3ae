import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import type { Counts } from './pieces';

type Props = { order: Order; left: Counts; counts: Counts; onChange: (counts: Counts) => void };

/** How many pieces of each line, up to those that are left. */
export function PieceInputs({ order, left, counts, onChange }: Props) {
  const { t } = useTranslation('office');
  return order.lines
    .filter(({ id }) => (left[id] ?? 0) > 0)
    .map(({ id, title, detail }) => (
      <NumberInput
        key={id}
        label={[title, detail].filter(Boolean).join(' · ')}
        description={t('order.left', { count: left[id] ?? 0 })}
        min={0}
        max={left[id]}
        clampBehavior="strict"
        allowDecimal={false}
        value={counts[id] ?? 0}
        onChange={(value) => onChange({ ...counts, [id]: Number(value) || 0 })}
      />
    ));
}
