import { Card, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PrintJob } from '@/shared/api/gen/types.gen';
import { formatDay, formatDuration, formatPercent } from '@/shared/lib/format';
import { nameOf } from '@/shared/lib/people';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { useJobProgress } from './useJobProgress';

const ENDED = ['completed', 'rejected', 'cancelled'];

/** What happens now, in a sentence; the live layer while the machine runs; the question that waits. */
export function JobNow({ job }: { job: PrintJob }) {
  const { t, i18n } = useTranslation('jobs');
  const { percent, secondsLeft } = useJobProgress(job.id, job.status === 'processing' ? job.live : null);
  const isPaused = job.live?.status === 'paused';
  const question = job.has_open_question ? job.notes.findLast((note) => note.is_question) : undefined;
  const isPast = Boolean(job.ready_at && Date.parse(job.ready_at) < Date.now());
  return (
    <Card component="section" aria-label={t('next.title')}>
      <Text fw={500}>{t(isPaused ? 'next.paused' : `next.${job.status}`, { lab: job.lab.name, printer: job.printer?.name ?? '' })}</Text>
      {job.ready_at && !ENDED.includes(job.status) && (
        <Text c="dimmed">{t(isPast ? 'next.was_ready' : 'next.ready', { day: formatDay(job.ready_at, i18n.language) })}</Text>
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
      {question && (
        <Stack gap={2} mt="sm" p="sm" style={{ borderRadius: 6, background: 'var(--tone-violet-fill)', color: 'var(--tone-violet-text)' }}>
          <Text fw={500}>{t('next.asks', { name: question.author ? nameOf(question.author.name) : job.lab.name })}</Text>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{question.text}</Text>
        </Stack>
      )}
    </Card>
  );
}
