import { Card, ColorSwatch, Grid, Group, Image, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PrintJob, TimelineEntry as Step } from '@/shared/api/gen/types.gen';
import { formatDay, formatDuration, formatMass, formatPercent } from '@/shared/lib/format';
import { useTopic } from '@/shared/realtime';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge, toneOf } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { Timeline, type TimelineEntry } from '@/shared/ui/Timeline';
import { jobQuery, timelineQuery } from './api';
import { JobActions } from './JobActions';
import { useJobProgress } from './useJobProgress';

type Props = { id: string; renderPrice: (job: PrintJob) => React.ReactNode };

/** One print job, for its customer and its makers alike; what each may do differs. Follows live. */
export function JobPage({ id, renderPrice }: Props) {
  const query = useQuery(jobQuery(id));
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={8} />}>
      {(job) => <Job job={job} renderPrice={renderPrice} />}
    </QueryView>
  );
}

function Job({ job, renderPrice }: { job: PrintJob; renderPrice: Props['renderPrice'] }) {
  const { t, i18n } = useTranslation('jobs');
  const timeline = useQuery(timelineQuery(job.id));
  const queries = useQueryClient();
  useTopic(`print-job:${job.id}`, ({ type }) => {
    if (type === 'print_job.changed') void queries.invalidateQueries({ queryKey: ['print-jobs', job.id] });
  });
  return (
    <>
      <PageHeader
        tab={job.number}
        title={`${job.number} · ${job.model.name}`}
        lead={
          <Group gap="xs">
            <StatusBadge kind="job" status={job.status} />
            <span>{t('page.at', { lab: job.lab.name, customer: job.customer.name })}</span>
          </Group>
        }
        action={<JobActions job={job} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <NextStep job={job} />
            <Card component="section" aria-labelledby="timeline-title">
              <Title order={2} id="timeline-title" mb="sm">
                {t('timeline.title')}
              </Title>
              <QueryView query={timeline}>
                {(steps) => <Timeline label={t('timeline.title')} entries={steps.map((step, n) => entryOf(step, n, t)).reverse()} />}
              </QueryView>
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Card component="section" aria-label={t('facts.title')}>
              {job.model.thumbnail_url && <Image src={job.model.thumbnail_url} alt="" h={220} fit="contain" mb="sm" />}
              <Facts job={job} language={i18n.language} />
            </Card>
            <Card component="section" aria-label={t('facts.price')}>
              <Title order={2} mb="sm">
                {t('facts.price')}
              </Title>
              {renderPrice(job)}
            </Card>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** What happens now, in a sentence; the live layer while the machine runs. */
function NextStep({ job }: { job: PrintJob }) {
  const { t, i18n } = useTranslation('jobs');
  const { percent, secondsLeft } = useJobProgress(job.id, job.status === 'processing' ? job.live : null);
  const isPaused = job.live?.status === 'paused';
  return (
    <Card component="section" aria-label={t('next.title')}>
      <Text fw={500}>
        {t(isPaused ? 'next.paused' : job.has_open_question ? 'next.question' : `next.${job.status}`, {
          lab: job.lab.name,
          printer: job.printer?.name ?? '',
        })}
      </Text>
      {job.ready_at && !['completed', 'rejected', 'cancelled'].includes(job.status) && (
        <Text c="dimmed">{t('next.ready', { day: formatDay(job.ready_at, i18n.language) })}</Text>
      )}
      {job.status === 'processing' && (
        <Stack gap={4} mt="sm">
          <LayerProgress percent={percent} label={t('next.progress')} isLive={!isPaused} />
          <Group justify="space-between">
            <Text size="sm" data-number data-testid="percent">
              {formatPercent(percent / 100, 0, i18n.language)}
            </Text>
            <Text size="sm" c="dimmed">
              {secondsLeft !== null && t('next.left', { time: formatDuration(secondsLeft, i18n.language) })}
            </Text>
          </Group>
        </Stack>
      )}
    </Card>
  );
}

function Facts({ job, language }: { job: PrintJob; language: string }) {
  const { t } = useTranslation('jobs');
  const facts: [string, React.ReactNode][] = [
    [
      'material',
      <Group gap={6} key="material">
        {job.color_hex && <ColorSwatch color={job.color_hex} size={14} withShadow={false} />}
        {job.material.name}
      </Group>,
    ],
    ['quantity', job.quantity],
    ['layer', `${job.layer_height_mm} mm`],
    ['infill', formatPercent(job.infill_percent / 100, 0, language)],
    ['finish', t(`finish.${job.finish}`)],
    ['mass', formatMass(job.grams_mg * job.quantity, language)],
    ['time', formatDuration(job.seconds * job.quantity, language)],
    ['printer', job.printer?.name ?? '–'],
  ];
  return (
    <>
      <SimpleGrid cols={2} spacing="xs" component="dl" m={0}>
        {facts.map(([key, value]) => (
          <div key={key}>
            <Text component="dt" size="xs" c="dimmed">
              {t(`facts.${key}`)}
            </Text>
            <Text component="dd" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {job.note && (
        <Text mt="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {job.note}
        </Text>
      )}
    </>
  );
}

function entryOf(step: Step, n: number, t: TFunction<'jobs'>): TimelineEntry {
  const words = { attempt: step.attempt, printer: step.printer };
  const title =
    step.kind === 'note'
      ? t(step.is_question ? 'timeline.question' : 'timeline.answer')
      : step.kind === 'run'
        ? t(`timeline.run_${step.to_status}`, words)
        : t(`timeline.${step.to_status}`, words);
  return {
    id: `${n}-${step.kind}-${step.at}`,
    title,
    at: step.at,
    by: step.by?.name,
    tone: step.kind === 'note' ? 'violet' : toneOf(step.to_status),
    body: (step.reason || step.text || step.photo_url) && (
      <Stack gap="xs" mt={4}>
        {(step.text || step.reason) && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {step.kind === 'run' && step.reason ? t(`failure.${step.reason}`, { defaultValue: step.reason }) : step.reason}
            {step.reason && step.text ? ': ' : ''}
            {step.text}
          </Text>
        )}
        {step.photo_url && <Image src={step.photo_url} alt={t('timeline.photo')} radius="md" maw={320} />}
      </Stack>
    ),
  };
}
