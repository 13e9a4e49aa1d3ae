import { Card, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer, Quote } from '@/shared/api/gen/types.gen';
import { ErrorState } from '@/shared/ui/states';
import { OfferRow } from './OfferRow';

type Props = {
  quote: Quote | undefined;
  isStale: boolean;
  error: unknown;
  onRetry: () => void;
  /** What is said while there is no price yet. */
  waiting: string;
  /** Why there will be none. */
  blocked?: string;
  /** The lab that was chosen before: on top. */
  lab?: string;
  chosen?: ReactNode;
};

/** Every lab's answer. While new prices are on their way the old ones stay, dimmed. */
export function Prices({ quote, isStale, error, onRetry, waiting, blocked, lab, chosen }: Props) {
  const { t } = useTranslation('quote');
  const rank = (offer: Offer) => (offer.is_possible ? (offer.lab.id === lab ? 0 : 1) : 2);
  const offers = quote?.offers.toSorted((a, b) => rank(a) - rank(b)) ?? [];
  return (
    <Card component="section" aria-label={t('price.title')}>
      <Title order={2} mb="sm">
        {t('price.title')}
      </Title>
      {chosen}
      {error ? <ErrorState error={error} onRetry={onRetry} title={t('price.failed')} /> : null}
      {blocked && <Text>{blocked}</Text>}
      {!quote && !error && !blocked && (
        <Stack gap="xs" aria-busy="true">
          <Text c="dimmed">{waiting}</Text>
          <Skeleton height={84} radius="lg" />
          <Skeleton height={84} radius="lg" />
        </Stack>
      )}
      {quote && !offers.some((offer) => offer.is_possible) && <Text mb="sm">{t('price.nobody')}</Text>}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {offers.map((offer) => (
          <OfferRow key={offer.lab.id} offer={offer} isStale={isStale} isChosen={offer.lab.id === lab} />
        ))}
      </Stack>
    </Card>
  );
}
