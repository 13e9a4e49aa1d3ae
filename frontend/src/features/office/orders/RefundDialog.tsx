import { Alert, Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatMoney } from '@/shared/lib/format';
import { nameOf } from '@/shared/lib/people';
import { AmountInput } from '@/shared/ui/AmountInput';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { orderActs } from './api';
import { PieceInputs } from './PieceInputs';
import { piecesOf, unrefunded } from './pieces';

const WAYS = ['all', 'pieces', 'amount'] as const;

/** Money back: all that is left, for pieces, or an amount. It cannot be undone, so the button says what it does. */
export function RefundDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t, i18n } = useTranslation('office');
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [way, setWay] = useState<(typeof WAYS)[number]>('all');
  const [counts, setCounts] = useState({});
  const [amount, setAmount] = useState<number | null>(null);
  const [restocks, setRestocks] = useState(false);
  const [reason, setReason] = useState('');
  const say = (minor: number) => formatMoney({ amount: minor, currency: order.currency }, i18n.language);
  const rest = order.paid.amount - order.refunded.amount;
  const pieces = piecesOf(counts);
  const isReady = way === 'all' || (way === 'amount' ? Boolean(amount) : pieces.length > 0);
  const count = pieces.reduce((sum, { quantity }) => sum + quantity, 0);
  const verb =
    way === 'pieces' ? t('order.refund_pieces', { count }) : t('order.refund_money', { money: say(way === 'all' ? rest : (amount ?? 0)) });
  const refund = useMutation({
    mutationFn: () => {
      const what = way === 'all' ? {} : way === 'amount' ? { amount } : { pieces };
      return orderActs.refund(order.id, { ...what, restock: way !== 'amount' && restocks, reason: reason.trim() }, key.current);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      toast(t('order.refunded', { number: order.number }), 'order');
      onClose();
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('order.refund_title', { number: order.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) refund.mutate();
        }}
      >
        <Stack>
          <Text>{t('order.refund_why', { name: nameOf(order.customer.name), money: say(rest) })}</Text>
          <SegmentedControl
            aria-label={t('order.refund_way')}
            value={way}
            onChange={(next) => setWay(next as typeof way)}
            data={WAYS.map((value) => ({ value, label: t(`order.way.${value}`) }))}
          />
          {way === 'pieces' && <PieceInputs order={order} left={unrefunded(order)} counts={counts} onChange={setCounts} />}
          {way === 'amount' && (
            <AmountInput label={t('order.amount')} required currency={order.currency} amount={amount} onAmount={setAmount} />
          )}
          {way !== 'amount' && (
            <Checkbox
              label={t('order.restock')}
              description={t('order.restock_help')}
              checked={restocks}
              onChange={(event) => setRestocks(event.currentTarget.checked)}
            />
          )}
          <TextInput
            label={t('order.refund_reason')}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {refund.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(refund.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={refund.isPending} disabled={!isReady}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
