import { Alert, Anchor, Button, Card, Group, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer, Quote, RefusalReason } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { formatDay, formatDuration } from '@/shared/lib/format';
import { ButtonLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { toast } from '@/shared/ui/toast';
import { choosableQuery, submitJob } from './api';
import classes from './PrintSubmit.module.css';
import { reasonText } from './words';

/** What the customer asks of the maker beside the settings. */
export type Asked = { note: string; printer: string | undefined };

type Props = {
  quote: Quote;
  offer: Offer;
  printer: string | undefined;
  onPrinter: (id: string | undefined) => void;
  /** What a lab that is paid in advance offers instead: its prints are bought. */
  renderPrepaid: (offer: Offer, quote: Quote, asked: Asked) => ReactNode;
};

/** The last step: a machine if the customer cares, a note, and off it goes. */
export function SubmitCard({ quote, offer, printer, onPrinter, renderPrepaid }: Props) {
  const { t, i18n } = useTranslation('quote');
  const { isSignedIn } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const { data: machines = [] } = useQuery(choosableQuery(offer.lab.id));
  const fitting = machines.filter(({ technology }) => technology === quote.material.technology);
  const machine = fitting.find(({ id }) => id === printer);

  const submit = useMutation({
    mutationFn: () => submitJob(offer.id, note, machine?.id),
    onSuccess: (job) => {
      void queries.invalidateQueries({ queryKey: ['print-jobs'] });
      toast(t('labs.submitted', { number: job.number, lab: job.lab.name }));
      void navigate({ to: '/jobs/$jobId', params: { jobId: job.id } });
    },
  });

  const isPrepaid = offer.lab.payment_policy === 'prepay' || (submit.error instanceof ApiError && submit.error.code === 'payment_first');
  const here = `/print/labs?quote=${quote.id}&offer=${offer.id}${machine ? `&printer=${machine.id}` : ''}`;
  return (
    <Card component="section" aria-label={t('labs.submit')}>
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Title order={2}>{offer.lab.name}</Title>
        <Text fw={600} fz={18}>
          {offer.price && <Money value={offer.price} />}
        </Text>
      </Group>
      <Text c="dimmed" size="sm">
        {offer.ready_at && t('offer.ready', { day: formatDay(offer.ready_at, i18n.language) })} · {t(`payment.${offer.lab.payment_policy}`)}
      </Text>
      {fitting.length > 0 && (
        <Select
          mt="md"
          label={t('labs.machine')}
          placeholder={t('labs.any_machine')}
          data={fitting.map(({ id, name, queue_minutes }) => ({
            value: id,
            label: queue_minutes
              ? t('labs.machine_busy', { printer: name, time: formatDuration(queue_minutes * 60, i18n.language) })
              : name,
          }))}
          value={machine?.id ?? null}
          onChange={(id) => onPrinter(id ?? undefined)}
          clearable
        />
      )}
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
      {isPrepaid ? (
        renderPrepaid(offer, quote, { note: note.trim(), printer: machine?.id })
      ) : (
        <>
          {submit.error ? <Refused error={submit.error} /> : null}
          <div className={classes.submit}>
            {isSignedIn ? (
              <Button fullWidth color="clay" loading={submit.isPending} onClick={() => submit.mutate()}>
                {t('labs.submit')}
              </Button>
            ) : (
              <Stack gap="xs">
                <ButtonLink to="/register" search={{ next: here }} color="clay" fullWidth>
                  {t('labs.register')}
                </ButtonLink>
                <Text size="sm" ta="center">
                  <Anchor href={`/sign-in?next=${encodeURIComponent(here)}`}>{t('labs.sign_in')}</Anchor>
                </Text>
              </Stack>
            )}
          </div>
        </>
      )}
    </Card>
  );
}

/** Why the job was not taken; of a machine that can't, each reason. */
function Refused({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation('quote');
  const reasons = error instanceof ApiError ? ((error.facts.reasons as RefusalReason[] | undefined) ?? []) : [];
  return (
    <Alert role="alert" color="red" variant="outline" mt="sm">
      <Text>{sentenceOf(error)}</Text>
      {reasons.map((reason) => (
        <Text key={reason.code} size="sm">
          {reasonText(reason, t, i18n.language)}
        </Text>
      ))}
    </Alert>
  );
}
