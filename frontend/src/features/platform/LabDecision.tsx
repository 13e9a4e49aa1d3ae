import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { StatusBadge, toneOf } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { Timeline } from '@/shared/ui/Timeline';
import { toast } from '@/shared/ui/toast';
import { ACTS, historyQuery, type LabAct, labQuery, NEEDS_REASON, perform } from './api';

/** One lab before an admin: who they are, what may be done, what was done before. */
export function LabDecision({ id }: { id: string }) {
  return (
    <QueryView query={useQuery(labQuery(id))} skeleton={<SkeletonRows rows={4} />}>
      {(lab) => (
        <Stack>
          <Facts lab={lab} />
          <Acts key={lab.status} lab={lab} />
          <History id={id} />
        </Stack>
      )}
    </QueryView>
  );
}

function Facts({ lab }: { lab: Lab }) {
  const { t } = useTranslation('platform');
  const address = [lab.street, lab.postal_code, lab.city, lab.country].filter(Boolean).join(', ');
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Title order={3}>{lab.name}</Title>
        <StatusBadge kind="lab" status={lab.status} />
      </Group>
      <Text c="dimmed">{[address, lab.email, lab.phone, lab.currency].filter(Boolean).join(' · ')}</Text>
      {lab.description && (
        <Text mt="xs" style={{ whiteSpace: 'pre-line' }}>
          {lab.description}
        </Text>
      )}
      <TextLink to={'/labs/$labId' as never} params={{ labId: lab.id } as never} mt="xs" display="inline-block">
        {t('labs.public')}
      </TextLink>
    </div>
  );
}

function Acts({ lab }: { lab: Lab }) {
  const { t } = useTranslation('platform');
  const queries = useQueryClient();
  const [asked, setAsked] = useState<LabAct>();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: (which: LabAct) => perform(lab.id, which, reason.trim()),
    onSuccess: (_, which) => {
      void queries.invalidateQueries({ queryKey: ['labs'] });
      void queries.invalidateQueries({ queryKey: ['dashboard'] });
      toast(t(`labs.done.${which}`, { lab: lab.name }), `lab-${lab.id}`);
    },
  });
  const possible = ACTS.filter((one) => lab.allowed_actions.includes(one));
  const start = (which: LabAct) => (NEEDS_REASON.includes(which) ? setAsked(which) : act.mutate(which));
  return (
    <Stack gap="xs">
      {asked ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) act.mutate(asked);
          }}
        >
          <Textarea
            label={t('labs.reason')}
            description={t('labs.reason_help')}
            required
            autosize
            minRows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" mt="sm">
            <Button variant="default" onClick={() => setAsked(undefined)}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={act.isPending}>
              {t(`labs.act.${asked}`)}
            </Button>
          </Group>
        </form>
      ) : (
        <Group>
          {possible.map((one) => (
            <Button
              key={one}
              variant={NEEDS_REASON.includes(one) ? 'default' : 'filled'}
              loading={act.isPending && act.variables === one}
              onClick={() => start(one)}
            >
              {t(`labs.act.${one}`)}
            </Button>
          ))}
        </Group>
      )}
      {act.error ? (
        <Alert role="alert" color="red" variant="outline">
          {sentenceOf(act.error)}
        </Alert>
      ) : null}
    </Stack>
  );
}

function History({ id }: { id: string }) {
  const { t } = useTranslation('platform');
  return (
    <section aria-label={t('labs.history')}>
      <Title order={3} mb="xs">
        {t('labs.history')}
      </Title>
      <QueryView
        query={useQuery(historyQuery(id))}
        skeleton={<SkeletonRows rows={2} />}
        isEmpty={(steps) => steps.length === 0}
        empty={<Text c="dimmed">{t('labs.no_history')}</Text>}
      >
        {(steps) => (
          <Timeline
            label={t('labs.history')}
            entries={steps
              .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
              .map(({ at, by, to_status, reason }) => ({
                id: `${at}${to_status}`,
                title: t(`common:status.lab.${to_status}`),
                at: at ?? '',
                by: by?.name,
                tone: toneOf(to_status),
                body: reason ? <Text size="sm">{reason}</Text> : undefined,
              }))}
          />
        )}
      </QueryView>
    </section>
  );
}
