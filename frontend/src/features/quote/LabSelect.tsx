import { Grid, Group, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Offer, Quote } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { quoteQuery } from './api';
import { OfferRow } from './OfferRow';
import { type Asked, SubmitCard } from './SubmitCard';
import { searchOf } from './wish';

export type LabSort = 'price' | 'date';
export type LabSearch = { quote: string; offer?: string; printer?: string; sort?: LabSort };
type Props = {
  search: LabSearch;
  /** What a lab that is paid in advance offers instead of the submission. */
  renderPrepaid: (offer: Offer, quote: Quote, asked: Asked) => React.ReactNode;
  renderMap?: (offers: Offer[], chosen: string | undefined, choose: (id: string) => void) => React.ReactNode;
};

/** One of the labs that answered: as a list and on the map; then a note, and off it goes. */
export function LabSelect({ search, ...rest }: Props) {
  const { t } = useTranslation('quote');
  const query = useQuery(quoteQuery(search.quote));
  if (query.error instanceof ApiError && query.error.status === 404)
    return (
      <EmptyState isPage title={t('labs.missing')} action={<ButtonLink to="/print">{t('print.title')}</ButtonLink>}>
        {t('labs.missing_why')}
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        title={t('labs.title')}
        lead={
          query.data && t('labs.lead', { model: query.data.model.name, material: query.data.material.name, count: query.data.quantity })
        }
        action={
          query.data && (
            <ButtonLink to="/print" search={searchOf(query.data)} variant="default">
              {t('labs.change')}
            </ButtonLink>
          )
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={3} height={96} />}>
        {(quote) => (quote.is_expired ? <Expired quote={quote} /> : <Choice quote={quote} search={search} {...rest} />)}
      </QueryView>
    </>
  );
}

function Expired({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quote');
  return (
    <EmptyState
      title={t('labs.expired')}
      action={
        <ButtonLink to="/print" search={searchOf(quote)}>
          {t('labs.ask_again')}
        </ButtonLink>
      }
    >
      {t('labs.expired_why')}
    </EmptyState>
  );
}

function Choice({ quote, search, renderMap, renderPrepaid }: Props & { quote: Quote }) {
  const { t } = useTranslation('quote');
  const navigate = useNavigate();
  const offers = quote.offers.filter((offer) => offer.is_possible).toSorted(search.sort === 'date' ? byDate : byPrice);
  const chosen = offers.find(({ id }) => id === search.offer) ?? offers[0];
  const update = (changes: Partial<LabSearch>) =>
    void navigate({ to: '/print/labs', search: { ...search, ...changes }, replace: true, resetScroll: false });
  const choose = (offer: string) => update({ offer, printer: undefined });

  if (!chosen)
    return (
      <EmptyState
        title={t('price.nobody')}
        action={
          <ButtonLink to="/print" search={searchOf(quote)}>
            {t('labs.change')}
          </ButtonLink>
        }
      />
    );
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Group justify="space-between" mb="sm">
          <Text c="dimmed">{t('labs.count', { count: offers.length })}</Text>
          <SegmentedControl
            aria-label={t('labs.sort')}
            value={search.sort ?? 'price'}
            data={[
              { value: 'price', label: t('labs.by_price') },
              { value: 'date', label: t('labs.by_date') },
            ]}
            onChange={(sort) => update({ sort: sort as LabSort })}
          />
        </Group>
        <Radio.Group aria-label={t('labs.title')} value={chosen.id} onChange={choose}>
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {offers.map((offer) => (
              <OfferRow
                key={offer.id}
                offer={offer}
                isChosen={offer.id === chosen.id}
                action={<Radio value={offer.id} label={t('labs.choose', { lab: offer.lab.name })} />}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack pos="sticky" top={76}>
          {renderMap?.(offers, chosen.id, choose)}
          <SubmitCard
            quote={quote}
            offer={chosen}
            printer={search.printer}
            onPrinter={(printer) => update({ printer })}
            renderPrepaid={renderPrepaid}
          />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

const byPrice = (a: Offer, b: Offer) => (a.price?.amount ?? 0) - (b.price?.amount ?? 0);
const byDate = (a: Offer, b: Offer) => (a.ready_at ?? '').localeCompare(b.ready_at ?? '');
