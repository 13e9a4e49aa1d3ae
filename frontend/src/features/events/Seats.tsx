import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/format';
import type { AnyEventCard } from './api';

type Seated = Pick<AnyEventCard, 'capacity' | 'seats_taken'>;

export const isFull = ({ capacity, seats_taken }: Seated): boolean => capacity !== null && seats_taken >= capacity;

/** How many come, and how many more may. */
export function Seats({ event }: { event: Seated }) {
  const { t, i18n } = useTranslation('events');
  const { capacity, seats_taken: taken } = event;
  const number = (value: number) => formatNumber(value, 0, i18n.language);
  if (capacity === null)
    return (
      <Text size="sm" c="dimmed" data-number>
        {t('seats.taken', { count: taken, n: number(taken) })}
      </Text>
    );
  return (
    <Text size="sm" c="dimmed" data-number>
      {isFull(event)
        ? t('seats.full', { count: capacity, n: number(capacity) })
        : t('seats.free', { count: capacity - taken, n: number(capacity - taken) })}
    </Text>
  );
}
