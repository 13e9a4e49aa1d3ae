import { Alert, Button, Card, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { countryName } from '@/shared/lib/countries';
import { nameOf } from '@/shared/lib/people';
import { useTopic } from '@/shared/realtime';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { orderActs, orderQuery } from './api';
import { OrderHistory } from './OrderHistory';
import { Parcels } from './Parcels';
import { RefundDialog } from './RefundDialog';
import { Returns } from './Returns';
import { ShipDialog } from './ShipDialog';
import { StaffNote } from './StaffNote';

type Props = {
  id: string;
  /** The talk with the customer, for those who take part in it. */
  chat?: ReactNode;
};

/** One order for those who make and run it; a lab's people see their own lines. */
export function OrderPage({ id, chat }: Props) {
  const { t } = useTranslation('office');
  const query = useQuery(orderQuery(id));
  return (
    <>
      {query.error && !query.data && <PageHeader title={t('orders.title')} />}
      <QueryView query={query} skeleton={<SkeletonRows rows={8} height={64} />}>
        {(order) => <Loaded key={order.id} order={order} chat={chat} />}
      </QueryView>
    </>
  );
}

function Loaded({ order, chat }: { order: Order; chat?: ReactNode }) {
  const { t } = useTranslation('office');
  const [ask, setAsk] = useState<'refund' | 'ship'>();
  const act = useOrderAct(order);
  const queries = useQueryClient();
  useTopic(`order:${order.id}`, () => void queries.invalidateQueries({ queryKey: ['orders'] }));
  const may = (name: string) => order.allowed_actions.includes(name);
  const lead = (
    <Group gap="xs">
      <StatusBadge kind="order" status={order.status ?? ''} />
      <span>{nameOf(order.customer.name)}</span>
      <span>
        <When at={order.created_at} />
      </span>
    </Group>
  );
  const actions = (
    <>
      {may('refund') && (
        <Button variant="default" onClick={() => setAsk('refund')}>
          {t('order.refund')}
        </Button>
      )}
      {may('step') && order.status === 'paid' && (
        <Button variant="default" loading={act.isPending} onClick={() => act.mutate('in_production')}>
          {t('order.start')}
        </Button>
      )}
      {may('deliver') && (
        <Button variant={may('ship') ? 'default' : 'filled'} loading={act.isPending} onClick={() => act.mutate('delivered')}>
          {t('order.deliver')}
        </Button>
      )}
      {may('ship') && <Button onClick={() => setAsk('ship')}>{t('order.ship')}</Button>}
    </>
  );
  return (
    <>
      <PageHeader title={t('order.title', { number: order.number })} tab={order.number} lead={lead} action={actions} />
      <Stack gap="md">
        {order.review && (
          <Alert color="grape" variant="outline" icon={<IconAlertTriangle aria-hidden />} title={t('order.review')}>
            {t(`order.review_why.${order.review}`, { defaultValue: order.review })}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <Stack gap="md">
            <Section title={t('order.lines')}>
              {order.is_partial && (
                <Text c="dimmed" mb="xs">
                  {t('order.partial')}
                </Text>
              )}
              <Lines order={order} />
            </Section>
            <Returns order={order} />
            <Section title={t('order.parcels')}>
              <Parcels order={order} />
            </Section>
            {chat}
          </Stack>
          <Stack gap="md">
            <Section title={t('order.address')}>
              <Address order={order} />
            </Section>
            {may('note') && (
              <Section title={t('order.note')}>
                <StaffNote order={order} />
              </Section>
            )}
            <Section title={t('order.history')}>
              <OrderHistory id={order.id} />
            </Section>
          </Stack>
        </SimpleGrid>
      </Stack>
      {ask === 'refund' && <RefundDialog order={order} onClose={() => setAsk(undefined)} />}
      {ask === 'ship' && <ShipDialog order={order} onClose={() => setAsk(undefined)} />}
    </>
  );
}

function useOrderAct({ id, number }: Order) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  return useMutation<unknown, unknown, 'in_production' | 'delivered'>({
    mutationFn: (step) => (step === 'delivered' ? orderActs.deliver(id) : orderActs.step(id, step)),
    onSuccess: async (_, step) => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      toast(t('order.stepped', { number, status: t(`common:status.order.${step}`) }), 'order');
    },
    onError: (error) => toastError(error, 'order'),
  });
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <Title order={2} fz="lg" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation('office');
  const sums = (['goods', 'discount', 'shipping_price', 'tax', 'total', 'paid', 'refunded'] as const).filter(
    (name) => name === 'total' || order[name].amount > 0,
  );
  return (
    <Table aria-label={t('order.lines')} style={{ overflowWrap: 'anywhere' }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('orders.what')}</Table.Th>
          <Table.Th ta="end">{t('orders.pieces')}</Table.Th>
          <Table.Th ta="end" visibleFrom="xs">
            {t('order.sent')}
          </Table.Th>
          <Table.Th ta="end">{t('orders.total')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {order.lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td>
              <Text fw={500}>{line.title}</Text>
              <Text size="xs" c="dimmed">
                {[line.detail, line.sku, line.lab?.name].filter(Boolean).join(' · ')}
              </Text>
              {line.note && (
                <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                  {t('order.from_customer', { note: line.note })}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="end">{line.quantity}</Table.Td>
            <Table.Td ta="end" visibleFrom="xs">
              {line.shipped}
            </Table.Td>
            <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
              <Money value={line.total} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        {sums.map((name) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" colSpan={2} fw={name === 'total' ? 600 : 400}>
              {t(`order.sum.${name}`)}
            </Table.Th>
            <Table.Td visibleFrom="xs" />
            <Table.Td ta="end" fw={name === 'total' ? 600 : 400}>
              <Money value={order[name]} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tfoot>
    </Table>
  );
}

const LINES = ['name', 'company', 'street', 'street2'] as const;

function Address({ order }: { order: Order }) {
  const { t, i18n } = useTranslation('office');
  const to = (order.shipping_address ?? {}) as Record<string, string>;
  const how = (order.shipping ?? {}) as Record<string, string>;
  const town = [to.postal_code, to.city].filter(Boolean).join(' ');
  return (
    <Stack gap={0}>
      {how.name && <Text fw={500}>{how.name}</Text>}
      {LINES.map((name) => to[name] && <Text key={name}>{to[name]}</Text>)}
      <Text>{town || t('order.no_address')}</Text>
      {to.country && <Text>{countryName(to.country, i18n.language)}</Text>}
      {order.email && <Text>{order.email}</Text>}
      {order.note && (
        <Text mt="xs" c="dimmed">
          {t('order.from_customer', { note: order.note })}
        </Text>
      )}
    </Stack>
  );
}
