import { Button, Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModerationReport, ReportedPerson } from '@/shared/api/gen/types.gen';
import { isMissing } from '@/shared/lib/errors';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge, toneOf } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { Timeline, type TimelineEntry } from '@/shared/ui/Timeline';
import { When } from '@/shared/ui/When';
import { DECISIONS, type ReportAct, reportQuery } from './api';
import classes from './Moderation.module.css';

const ActDialog = onDemand(() => import('./ActDialog').then((file) => file.ActDialog));

/** One report before an admin: what was seen, who and why, what can be done and what was. */
export function ReportPage({ id }: { id: string }) {
  const { t } = useTranslation('moderation');
  const query = useQuery(reportQuery(id));
  const back = (
    <ButtonLink to={'/platform/reports' as never} variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />}>
      {t('back')}
    </ButtonLink>
  );
  if (isMissing(query.error) && !query.data)
    return (
      <EmptyState isPage title={t('missing')} action={back}>
        {t('missing_why')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={5} height={96} />}>
      {(report) => (
        <>
          <PageHeader
            title={report.label || t(`kind.${report.kind}`)}
            lead={
              <Group gap="xs" component="span">
                <StatusBadge kind="report" status={report.status} />
                {t(`kind.${report.kind}`)} · {t(`reason.${report.reason}`)}
              </Group>
            }
            action={back}
          />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack>
                <Words report={report} />
                <Seen report={report} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack>
                <Acts report={report} />
                <History report={report} />
                <Others report={report} />
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </QueryView>
  );
}

function Words({ report }: { report: ModerationReport }) {
  const { t } = useTranslation('moderation');
  return (
    <Card component="section" aria-labelledby="words">
      <Title order={2} id="words" mb="xs">
        {t('words')}
      </Title>
      <Text className={classes.words}>{report.text || t('no_words')}</Text>
      <Text size="sm" c="dimmed" mt="xs" component="div">
        <Person person={report.reporter} /> · <When at={report.created_at} />
      </Text>
    </Card>
  );
}

function Person({ person }: { person: ReportedPerson | null }) {
  const { t } = useTranslation('moderation');
  if (!person) return t('nobody');
  return (
    <TextLink to={`/people/${person.id}` as never} size="sm">
      {person.display_name}
    </TextLink>
  );
}

function Seen({ report }: { report: ModerationReport }) {
  const { t } = useTranslation('moderation');
  const { facts, messages } = report.snapshot;
  return (
    <Card component="section" aria-labelledby="seen">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="seen">
          {t('seen')}
        </Title>
        {report.link && (
          <TextLink to={report.link as never} size="sm">
            <Group gap={4} component="span">
              {t('open_thing')}
              <IconExternalLink size={14} aria-hidden />
            </Group>
          </TextLink>
        )}
      </Group>
      <dl className={classes.facts}>
        {Object.entries(facts).map(([name, text]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {t(`fact.${name}`)}
            </Text>
            <Text component="dd" className={classes.words} m={0}>
              {text}
            </Text>
          </div>
        ))}
        {messages.map(({ name, body, at }) => (
          <div key={at + body}>
            <Text component="dt" size="sm" c="dimmed">
              {name || t('nobody')} · <When at={at} />
            </Text>
            <Text component="dd" className={classes.words} m={0} c={body ? undefined : 'dimmed'}>
              {body || t('no_text')}
            </Text>
          </div>
        ))}
      </dl>
      {Object.keys(facts).length + messages.length === 0 && <Text c="dimmed">{t('nothing_seen')}</Text>}
    </Card>
  );
}

function Acts({ report }: { report: ModerationReport }) {
  const { t } = useTranslation('moderation');
  const [act, setAct] = useState<ReportAct>();
  const decisions = DECISIONS.filter((one) => report.allowed_actions.includes(one));
  return (
    <Card component="section" aria-labelledby="acts">
      <Title order={2} id="acts" mb="xs">
        {t('acts')}
      </Title>
      {report.about && (
        <Text mb="sm" component="div">
          {t('about')}: <Person person={report.about} />
          {!report.about.is_active && ` · ${t('inactive')}`}
        </Text>
      )}
      <Stack gap="xs" align="flex-start">
        {report.remedies.map((one) => (
          <Button key={one} variant="default" onClick={() => setAct(one)}>
            {t(`act.${one}`)}
          </Button>
        ))}
        <Group gap="xs">
          {decisions.map((one) => (
            <Button key={one} variant={one === 'close' ? 'filled' : 'default'} onClick={() => setAct(one)}>
              {t(`act.${one}`)}
            </Button>
          ))}
        </Group>
      </Stack>
      {act && <ActDialog report={report} act={act} onClose={() => setAct(undefined)} />}
    </Card>
  );
}

function History({ report }: { report: ModerationReport }) {
  const { t } = useTranslation('moderation');
  const entries: TimelineEntry[] = [
    ...report.history.map(({ to_status, by, reason, at }) => ({
      id: `${at}${to_status}`,
      title: t(`common:status.report.${to_status}`),
      at: at ?? '',
      by: by ?? undefined,
      tone: toneOf(to_status),
      body: reason ? <Text size="sm">{reason}</Text> : undefined,
    })),
    ...report.remedies_taken.map(({ remedy, by, reason, at }) => ({
      id: `${at}${remedy}`,
      title: t(`done.${remedy}`),
      at,
      by: by ?? undefined,
      body: reason ? <Text size="sm">{reason}</Text> : undefined,
    })),
  ];
  if (entries.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="history">
      <Title order={2} id="history" mb="xs">
        {t('history')}
      </Title>
      <Timeline label={t('history')} entries={entries.toSorted((a, b) => b.at.localeCompare(a.at))} />
    </Card>
  );
}

function Others({ report }: { report: ModerationReport }) {
  const { t } = useTranslation('moderation');
  if (report.others.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="others">
      <Title order={2} id="others" mb="xs">
        {t(report.about ? 'others_about' : 'others', { name: report.about?.display_name })}
      </Title>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {report.others.map((one) => (
          <li key={one.id}>
            <Group justify="space-between" gap="xs">
              <TextLink to={'/platform/reports/$reportId' as never} params={{ reportId: one.id } as never}>
                {one.label || t(`kind.${one.kind}`)}
              </TextLink>
              <StatusBadge kind="report" status={one.status} size="md" />
            </Group>
            <Text size="sm" c="dimmed" component="div">
              {t(`kind.${one.kind}`)} · {t(`reason.${one.reason}`)} · <When at={one.created_at} />
            </Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
