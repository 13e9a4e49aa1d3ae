import { Alert, Anchor, Button, Card, Grid, Group, Radio, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer, Quote } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { formatDay } from '@/shared/lib/format';
import { ButtonLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import { quoteQuery, submitJob } from './api';
import { OfferRow } from './OfferRow';

export type LabSort = 'price' | 'date';
export type LabSearch = { quote: string; offer?: string; sort?: LabSort };
type Props = {
  search: LabSearch;
  renderMap?: (offers: Offer[], chosen: string | undefined, choose: (id: string) => void) => React.ReactNode;
};

/** One of the labs that answered: as a list and on the map; then a note, and off it goes. */
export function LabSelect({ search, renderMap }: Props) {
  const { t } = useTranslation('quote');
  const query = useQuery(quoteQuery(search.quote));
  return (
    <>
      <PageHeader
        title={t('labs.title')}
        lead={
          query.data && t('labs.lead', { model: query.data.model.name, material: query.data.material.name, count: query.data.quantity })
        }
      />
      <QueryView query={query} skeleton={<SkeletonRows rows={3} height={96} />}>
        {(quote) => (quote.is_expired ? <Expired quote={quote} /> : <Choice quote={quote} search={search} renderMap={renderMap} />)}
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
        <ButtonLink to="/print" search={{ model: quote.model.id, material: quote.material.id }}>
          {t('labs.ask_again')}
        </ButtonLink>
      }
    >
      {t('labs.expired_why')}
    </EmptyState>
  );
}

function Choice({ quote, search, renderMap }: Props & { quote: Quote }) {
  const { t, i18n } = useTranslation('quote');
  const { isSignedIn } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const offers = quote.offers.filter((offer) => offer.is_possible).toSorted(search.sort === 'date' ? byDate : byPrice);
  const chosen = offers.find(({ id }) => id === search.offer) ?? offers[0];
  const update = (changes: Partial<LabSearch>) =>
    void navigate({ to: '/print/labs', search: { ...search, ...changes }, replace: true, resetScroll: false });

  const submit = useMutation({
    mutationFn: () => submitJob(chosen.id, note),
    onSuccess: (job) => {
      void queries.invalidateQueries({ queryKey: ['print-jobs'] });
      toast(t('labs.submitted', { number: job.number, lab: job.lab.name }));
      void navigate({ to: '/jobs/$jobId', params: { jobId: job.id } });
    },
  });

  if (!chosen) return <EmptyState title={t('price.nobody')} />;
  const here = `/print/labs?quote=${quote.id}&offer=${chosen.id}`;
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
        <Radio.Group aria-label={t('labs.title')} value={chosen.id} onChange={(offer) => update({ offer })}>
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
          {renderMap?.(offers, chosen.id, (offer) => update({ offer }))}
          <Card component="section" aria-label={t('labs.submit')}>
            <Group justify="space-between" align="baseline">
              <Title order={2}>{chosen.lab.name}</Title>
              <Text fw={600} fz={18}>
                {chosen.price && <Money value={chosen.price} />}
              </Text>
            </Group>
            <Text c="dimmed" size="sm">
              {chosen.ready_at && t('offer.ready', { day: formatDay(chosen.ready_at, i18n.language) })} ·{' '}
              {t(`payment.${chosen.lab.payment_policy}`)}
            </Text>
            <Textarea
              mt="md"
              label={t('labs.note')}
              description={t('labs.note_help')}
              autosize
              minRows={2}
              maxLength={4000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            {submit.error ? (
              <Alert role="alert" color="red" variant="outline" mt="sm">
                {sentenceOf(submit.error)}
              </Alert>
            ) : null}
            {isSignedIn ? (
              <Button fullWidth mt="md" color="clay" loading={submit.isPending} onClick={() => submit.mutate()}>
                {t('labs.submit')}
              </Button>
            ) : (
              <Stack gap="xs" mt="md">
                <ButtonLink to="/register" search={{ next: here }} color="clay" fullWidth>
                  {t('labs.register')}
                </ButtonLink>
                <Text size="sm" ta="center">
                  <Anchor href={`/sign-in?next=${encodeURIComponent(here)}`}>{t('labs.sign_in')}</Anchor>
                </Text>
              </Stack>
            )}
          </Card>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

const byPrice = (a: Offer, b: Offer) => (a.price?.amount ?? 0) - (b.price?.amount ?? 0);
const byDate = (a: Offer, b: Offer) => (a.ready_at ?? '').localeCompare(b.ready_at ?? '');
