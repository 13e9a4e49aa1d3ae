import { Alert, Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { acts } from './api';
import { returnable } from './returnable';

/** How many of what goes back, and why. */
export function ReturnDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const queries = useQueryClient();
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const pieces = Object.entries(counts).flatMap(([line, quantity]) => (quantity > 0 ? [{ line, quantity }] : []));
  const ask = useMutation({
    mutationFn: () => acts.askReturn(order.id, pieces, reason.trim()),
    onSuccess: () => {
      toast(t('return.asked'), `order-${order.id}`);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const isReady = pieces.length > 0 && reason.trim() !== '';
  return (
    <Dialog onClose={onClose} title={t('return.ask', { number: order.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) ask.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('return.explain')}</Text>
          {order.lines
            .map((line) => ({ ...line, left: returnable(order, line) }))
            .filter(({ left }) => left > 0)
            .map(({ id, title, left }) => (
              <NumberInput
                key={id}
                label={title}
                description={t('return.of', { count: left })}
                min={0}
                max={left}
                clampBehavior="strict"
                allowDecimal={false}
                value={counts[id] ?? 0}
                onChange={(value) => setCounts((before) => ({ ...before, [id]: Number(value) || 0 }))}
              />
            ))}
          <Textarea
            label={t('return.reason')}
            required
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {ask.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(ask.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={ask.isPending} disabled={!isReady}>
              {t('act.return')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
