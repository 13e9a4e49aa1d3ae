import { Button, Card, Center, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderList as OrderRowData } from '@/shared/api/gen/types.gen';
import { useRowKeys } from '@/shared/keys/useRowKeys';
import { ButtonLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { type OrderFilter, ordersQuery } from './api';
import classes from './Orders.module.css';
import { STATUSES } from './statuses';

/** Everything this person has bought, newest first. */
export function OrderList({ search }: { search: OrderFilter }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const query = useInfiniteQuery(ordersQuery(search));
  const update = (changes: OrderFilter) => void navigate({ to: '/orders', search: { ...search, ...changes }, replace: true });
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const toShop = <ButtonLink to="/shop">{t('list.to_shop')}</ButtonLink>;
  return (
    <>
      <PageHeader title={t('list.title')} action={toShop} />
      <Group mb="md" wrap="wrap">
        <SearchField label={t('list.search')} value={search.search} onSearch={(text) => update({ search: text })} />
        <NativeSelect
          aria-label={t('list.status')}
          data={[
            { value: '', label: t('list.any_status') },
            ...STATUSES.map((status) => ({ value: status as string, label: t(`common:status.order.${status}`) })),
          ]}
          value={search.status ?? ''}
          onChange={(event) => update({ status: STATUSES.find((status) => status === event.currentTarget.value) })}
        />
      </Group>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={5} height={76} />}
        isEmpty={({ pages }) => pages[0].results.length === 0}
        isFiltered={Boolean(search.status || search.search)}
        onClearFilters={() => void navigate({ to: '/orders', search: {} })}
        empty={
          <EmptyState title={t('list.empty')} action={toShop}>
            {t('list.empty_why')}
          </EmptyState>
        }
      >
        {({ pages }) => (
          <Stack gap="xs" component="ul" ref={list} data-rows p={0} m={0} style={{ listStyle: 'none' }}>
            {pages
              .flatMap(({ results }) => results)
              .map((order) => (
                <li key={order.id}>
                  <OrderRow order={order} />
                </li>
              ))}
          </Stack>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </Center>
      )}
    </>
  );
}

function OrderRow({ order }: { order: OrderRowData }) {
  const { t } = useTranslation('orders');
  return (
    <Card component={Link} to={`/orders/${order.id}`} className={classes.row} data-row={order.id} padding="sm">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Stack gap={2} miw={0} flex={1}>
          <Group gap="xs">
            <Text fw={600}>{order.number}</Text>
            <StatusBadge kind="order" status={order.status ?? ''} size="md" />
          </Group>
          <Text truncate>{order.titles.join(', ')}</Text>
          <Text size="sm" c="dimmed">
            <When at={order.created_at} /> · {t('pieces', { count: order.pieces })}
          </Text>
        </Stack>
        <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
          <Money value={order.total} />
        </Text>
      </Group>
    </Card>
  );
}
