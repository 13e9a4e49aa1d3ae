import { Image, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { TimelineEntry as Step } from '@/shared/api/gen/types.gen';
import { toneOf } from '@/shared/ui/StatusBadge';
import type { TimelineEntry } from '@/shared/ui/Timeline';

/** One step of a job's life in words: what, who, when, why. */
export function entryOf(step: Step, n: number, t: TFunction<'jobs'>): TimelineEntry {
  const why = reasonOf(step, t);
  return {
    id: `${n}-${step.kind}-${step.at}`,
    title: titleOf(step, t),
    at: step.at,
    by: step.by?.name,
    tone: step.kind === 'note' ? 'violet' : toneOf(step.to_status),
    body: (why || step.text || step.photo_url) && (
      <Stack gap="xs" mt={4}>
        {(why || step.text) && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {[why, step.text].filter(Boolean).join(': ')}
          </Text>
        )}
        {step.photo_url && (
          <a href={step.photo_url} target="_blank" rel="noreferrer">
            <Image src={step.photo_url} alt={t('timeline.photo')} radius="md" maw={320} />
          </a>
        )}
      </Stack>
    ),
  };
}

function titleOf(step: Step, t: TFunction<'jobs'>): string {
  if (step.kind === 'note') return t(step.is_question ? 'timeline.question' : 'timeline.answer');
  const name = step.kind === 'run' ? `run_${step.to_status}` : step.to_status;
  return t(`timeline.${name}`, { attempt: step.attempt, printer: step.printer });
}

/** People write their reasons; of failures and of what the house does by itself there are codes, which have words. */
function reasonOf({ kind, to_status, reason }: Step, t: TFunction<'jobs'>): string {
  if (!reason) return '';
  if (to_status === 'failed') return kind === 'run' ? t(`failure.${reason}`, { defaultValue: reason }) : ''; // the attempt says it, with its photo
  return reason === 'auto_accept' ? t('timeline.why.auto_accept') : reason;
}
