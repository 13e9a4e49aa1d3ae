import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Payment } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatMoney } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { type Decision, decide } from './api';

type Props = { payment: Payment; decision: Decision; onClose: () => void };

/** Takes money for an order or gives it back; neither can be undone, so it says what will happen. */
export function DecisionDialog({ payment, decision, onClose }: Props) {
  const { t, i18n } = useTranslation('office');
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () => decide(payment, decision, reason.trim(), key.current),
    onSuccess: async () => {
      await Promise.all(['payments', 'orders', 'dashboard'].map((one) => queries.invalidateQueries({ queryKey: [one] })));
      toast(t(`decide.${decision}_done`, { order: payment.label }), 'decide');
      onClose();
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const difference = payment.amount - payment.received;
  const money = formatMoney({ amount: Math.abs(difference), currency: payment.currency }, i18n.language);
  const what = decision === 'refuse' ? 'refuse_why' : difference > 0 ? 'accept_less' : 'accept_more';
  return (
    <Dialog onClose={onClose} title={t(`decide.${decision}_title`, { order: payment.label })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Stack>
          <Text>{t(`decide.${what}`, { money })}</Text>
          <Textarea
            label={t('decide.reason')}
            description={t('decide.reason_help')}
            autosize
            minRows={2}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {send.isError && (
            <Alert color="red" role="alert">
              {sentenceOf(send.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={send.isPending} color={decision === 'refuse' ? 'red.8' : undefined}>
              {t(`decide.${decision}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
