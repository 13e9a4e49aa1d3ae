import { Alert, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportReasonEnum } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { acts } from './api';

const REASONS: ReportReasonEnum[] = ['spam', 'harassment', 'fraud', 'illegal', 'other'];

/** Tells the admins what is wrong here: with the conversation, or with one message of it. */
export function ReportDialog({ conversation, message, onClose }: { conversation: string; message?: string; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const [reason, setReason] = useState<ReportReasonEnum>('spam');
  const [text, setText] = useState('');
  const report = useMutation({
    mutationFn: () => acts.report(conversation, { reason, text, message: message ?? null }),
    onSuccess: () => {
      toast(t('report.done'), 'report');
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t(message ? 'report.title_message' : 'report.title')}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          report.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('report.lead')}</Text>
          <Radio.Group label={t('report.reason')} value={reason} onChange={(next) => setReason(next as ReportReasonEnum)}>
            <Stack gap="xs" mt="xs">
              {REASONS.map((one) => (
                <Radio key={one} value={one} label={t(`report.${one}`)} />
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
