import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { acts, eventQuery } from './api';

/** Asks before an event is called off: it cannot be taken up again, and who wanted to come is told why. */
export function CancelDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: () => acts.cancel(event.id, reason.trim()),
    onSuccess: (saved) => {
      queries.setQueryData(eventQuery(event.id).queryKey, saved);
      toast(t('cancel.done', { title: event.title }), `event-${event.id}`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  return (
    <Dialog onClose={onClose} title={t('cancel.title', { title: event.title })}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          cancel.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('cancel.body')}</Text>
          <Textarea
            label={t('cancel.reason')}
            description={t('cancel.reason_help')}
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(change) => setReason(change.currentTarget.value)}
            data-autofocus
          />
          {cancel.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(cancel.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel.keep')}
            </Button>
            <Button type="submit" color="red.8" loading={cancel.isPending}>
              {t('cancel.verb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
