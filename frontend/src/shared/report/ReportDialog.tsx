import { Alert, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportsCreate } from '@/shared/api/gen/sdk.gen';
import type { ReportKindEnum, ReportReasonEnum } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { REASONS } from './reasons';

type Props = { kind: ReportKindEnum; subject: string; onClose: () => void };

/** Tells the admins what is wrong with a person, an event, a pet, a review, a conversation or a message. */
export function ReportDialog({ kind, subject, onClose }: Props) {
  const { t } = useTranslation('moderation');
  const [reason, setReason] = useState<ReportReasonEnum>('spam');
  const [text, setText] = useState('');
  const report = useMutation({
    mutationFn: () => reportsCreate({ body: { kind, subject, reason, text } }),
    onSuccess: () => {
      toast(t('report.done'), 'report');
      onClose();
    },
  });
  const isSaid = kind === 'conversation' || kind === 'message';
  return (
    <Dialog onClose={onClose} title={t(`report.title.${kind}`)}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          report.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t(isSaid ? 'report.lead_said' : 'report.lead')}</Text>
          <Radio.Group label={t('report.reason')} value={reason} onChange={(next) => setReason(next as ReportReasonEnum)}>
            <Stack gap="xs" mt="xs">
              {REASONS.map((one) => (
                <Radio key={one} value={one} label={t(`reason.${one}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t('report.text')}
            maxLength={2000}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {report.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(report.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={report.isPending}>
              {t('report.verb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
