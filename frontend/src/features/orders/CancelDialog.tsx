import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { acts } from './api';

/** Asks before an order is called off: it cannot be taken up again. */
export function CancelDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: () => acts.cancel(order.id, reason.trim()),
    onSuccess: () => {
      toast(t('cancel.done', { number: order.number }), `order-${order.id}`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  return (
    <Dialog onClose={onClose} title={t('cancel.title', { number: order.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          cancel.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('cancel.body')}</Text>
          <Textarea
            label={t('cancel.reason')}
            autosize
            minRows={2}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
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
              {t('act.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
