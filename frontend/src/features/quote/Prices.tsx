import { Card, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Quote } from '@/shared/api/gen/types.gen';
import { ErrorState } from '@/shared/ui/states';
import { OfferRow } from './OfferRow';

type Props = { quote: Quote | undefined; isStale: boolean; error: unknown; onRetry: () => void; waiting: string; blocked?: string };

/** Every lab's answer. While new prices are on their way the old ones stay, dimmed. */
export function Prices({ quote, isStale, error, onRetry, waiting, blocked }: Props) {
  const { t } = useTranslation('quote');
  const possible = quote?.offers.filter((offer) => offer.is_possible) ?? [];
  const impossible = quote?.offers.filter((offer) => !offer.is_possible) ?? [];
  return (
    <Card component="section" aria-label={t('price.title')}>
      <Title order={2} mb="sm">
        {t('price.title')}
      </Title>
      {error ? <ErrorState error={error} onRetry={onRetry} title={t('price.failed')} /> : null}
      {blocked && <Text>{blocked}</Text>}
      {!quote && !error && !blocked && (
        <Stack gap="xs" aria-busy="true">
          <Text c="dimmed">{waiting}</Text>
          <Skeleton height={84} radius="lg" />
          <Skeleton height={84} radius="lg" />
        </Stack>
      )}
      {quote && possible.length === 0 && <Text mb="sm">{t('price.nobody')}</Text>}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {[...possible, ...impossible].map((offer) => (
          <OfferRow key={offer.lab.id} offer={offer} isStale={isStale} />
        ))}
      </Stack>
    </Card>
  );
}
