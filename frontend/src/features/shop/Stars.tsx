import { Group, Rating, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The mean of the reviews in stars, and how many there are; nothing without any. */
export function Stars({ rating, count, size = 'sm' }: { rating: number | null; count: number; size?: 'xs' | 'sm' | 'md' }) {
  const { t, i18n } = useTranslation('shop');
  if (rating === null || count === 0) return null;
  const mean = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rating);
  return (
    <Group gap={6} wrap="nowrap" role="img" aria-label={t('stars', { rating: mean, count })}>
      <Rating value={rating} fractions={2} readOnly size={size} color="clay.5" aria-hidden />
      <Text size="sm" c="dimmed" aria-hidden data-number>
        {mean} ({count})
      </Text>
    </Group>
  );
}
