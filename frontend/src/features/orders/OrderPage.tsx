import { Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '@/shared/api/gen/types.gen';
import { isMissing } from '@/shared/lib/errors';
import { useTopic } from '@/shared/realtime';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { Timeline } from '@/shared/ui/Timeline';
import { When } from '@/shared/ui/When';
import { Address, Delivery } from './Address';
import { historyQuery, orderQuery } from './api';
import { MissingOrder } from './MissingOrder';
import { OrderActions } from './OrderActions';
import { OrderLines } from './OrderLines';
import { OrderNow } from './OrderNow';
import { Papers } from './Papers';
import { Parcels } from './Parcels';
import { Payments } from './Payments';
import { Returns } from './Returns';
import { entryOf } from './timeline';

type Props = {
  id: string;
  renderTotals: (order: Order) => ReactNode;
  /** What stands beside a line: the way to its print job, to a review, … */
  renderLine?: (line: OrderLine, order: Order) => ReactNode;
  /** The talk with the labs that make it. */
  chat?: ReactNode;
};

/** One order with everything that belongs to it. Follows live. */
export function OrderPage({ id, ...rest }: Props) {
  const query = useQuery(orderQuery(id));
  if (isMissing(query.error)) return <MissingOrder />;
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={6} height={96} />}>
      {(order) => <Whole order={order} {...rest} />}
    </QueryView>
  );
}

function Whole({ order, renderTotals, renderLine, chat }: Omit<Props, 'id'> & { order: Order }) {
  const { t, i18n } = useTranslation('orders');
  const history = useQuery(historyQuery(order.id));
  const queries = useQueryClient();
  useTopic(`order:${order.id}`, () => void queries.invalidateQueries({ queryKey: ['orders', order.id] }));
  return (
    <>
      <PageHeader
        tab={order.number}
        title={t('page.title', { number: order.number })}
        lead={
          <Group gap="xs">
            <StatusBadge kind="order" status={order.status ?? ''} />
            <span>
              {t('page.placed')} <When at={order.created_at} />
            </span>
          </Group>
        }
        action={<OrderActions order={order} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <OrderNow order={order} />
            <Section title={t('page.lines')}>
              <OrderLines order={order} renderLine={renderLine} />
            </Section>
            {order.shipments.length > 0 && (
              <Section title={t('parcel.title')}>
                <Parcels order={order} />
              </Section>
            )}
            {order.returns.length > 0 && (
              <Section title={t('return.title')}>
                <Returns order={order} />
              </Section>
            )}
            <Section title={t('history.title')}>
              <QueryView query={history}>
                {(steps) => (
                  <Timeline label={t('history.title')} entries={steps.map((step, n) => entryOf(step, n, t, i18n.language)).reverse()} />
                )}
              </QueryView>
            </Section>
            {chat}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Section title={t('page.sum')}>{renderTotals(order)}</Section>
            <Section title={t('page.payment')}>
              <Payments order={order} />
            </Section>
            {order.documents.length > 0 && (
              <Section title={t('paper.title')}>
                <Papers order={order} />
              </Section>
            )}
            <Section title={t('page.delivery')}>
              <Delivery order={order} />
              <Address place={order.shipping_address ?? order.billing_address} />
              {order.note && (
                <>
                  <Text size="sm" c="dimmed" mt="sm">
                    {t('page.note')}
                  </Text>
                  <Text style={{ whiteSpace: 'pre-wrap' }}>{order.note}</Text>
                </>
              )}
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}
