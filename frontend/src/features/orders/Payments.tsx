import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { Money } from '@/shared/ui/Money';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { paymentsQuery } from './api';

/** Every try to pay and all the money that went back. */
export function Payments({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const query = useQuery(paymentsQuery(order.id));
  return (
    <QueryView query={query}>
      {(payments) => (
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {payments.length === 0 && <Text c="dimmed">{t(order.total.amount ? 'payment.none' : 'payment.free')}</Text>}
          {payments.map(({ id, status, amount, currency, created_at, paid_at, refunds }) => (
            <li key={id}>
              <Entry status={status} kind="payment" at={paid_at ?? created_at} amount={{ amount, currency }} />
              {refunds.map((refund) => (
                <Entry
                  key={refund.id}
                  status={refund.status}
                  kind="refund"
                  at={refund.created_at}
                  amount={{ amount: -refund.amount, currency: refund.currency }}
                  note={refund.is_surplus ? t('payment.surplus') : refund.reason}
                />
              ))}
            </li>
          ))}
        </Stack>
      )}
    </QueryView>
  );
}

type EntryProps = { status: string; kind: 'payment' | 'refund'; at: string; amount: { amount: number; currency: string }; note?: string };

function Entry({ status, kind, at, amount, note }: EntryProps) {
  return (
    <Stack gap={2} mb="xs">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <StatusBadge kind={kind} status={status} size="md" />
          <Text size="sm" c="dimmed">
            <When at={at} />
          </Text>
        </Group>
        <Text fw={500}>
          <Money value={amount} />
        </Text>
      </Group>
      {note && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </Stack>
  );
}
