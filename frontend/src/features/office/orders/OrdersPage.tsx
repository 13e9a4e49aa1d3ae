import { Button, Group, Menu, MultiSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderList, OrderStatusEnum } from '@/shared/api/gen/types.gen';
import { useCurrency } from '@/shared/auth/session';
import { exponent } from '@/shared/lib/format';
import { nameOf } from '@/shared/lib/people';
import { saveFile } from '@/shared/lib/saveFile';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { StatusBadge, ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { exportOrders, homeOf, type OrdersSearch, orderActs, ordersQuery, type Side, STATUSES, STEPS } from './api';

/** Orders as those see them who make or run them: found, narrowed, moved on, taken out as a table. */
export function OrdersPage({ side, search }: { side: Side; search: OrdersSearch }) {
  const { t } = useTranslation('office');
  const navigate = useNavigate();
  const query = useQuery(ordersQuery(side, search, useCurrency()));
  const [chosen, setChosen] = useState<string[]>([]);
  const show = (next: OrdersSearch) => void navigate({ to: homeOf(side), search: next, replace: true } as never);
  const { sort: _, ...filters } = search;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title={t('orders.title')}
        lead={t(`orders.lead_${side}`)}
        action={<Export side={side} search={search} isFiltered={isFiltered} />}
      />
      {chosen.length === 0 && <Filters search={search} onChange={show} />}
      {search.customer && (
        <OneCustomer
          name={query.data?.results[0]?.customer.name}
          onClear={() => show({ ...search, customer: undefined, cursor: undefined })}
        />
      )}
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={10} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={isFiltered}
        onClearFilters={() => show({})}
        empty={<EmptyState title={t('orders.empty')}>{t('orders.empty_why')}</EmptyState>}
      >
        {({ results, next, previous }) => (
          <DataTable
            label={t('orders.title')}
            columns={columnsOf(t, side)}
            rows={results}
            idOf={({ id }) => id}
            ordering={search.sort}
            onOrder={(sort) => show({ ...search, sort, cursor: undefined })}
            selection={
              side === 'platform'
                ? {
                    ids: chosen,
                    onChange: setChosen,
                    nameOf: ({ number }) => number,
                    actions: <BulkSteps chosen={chosen} onDone={() => setChosen([])} />,
                  }
                : undefined
            }
            paging={{
              onPrevious: previous ? () => show({ ...search, cursor: cursorOf(previous) }) : undefined,
              onNext: next ? () => show({ ...search, cursor: cursorOf(next) }) : undefined,
            }}
            isStale={query.isPlaceholderData}
            onOpen={({ id }) => void navigate({ to: `${homeOf(side)}/${id}` } as never)}
          />
        )}
      </QueryView>
    </>
  );
}

/** The list is narrowed down to one person's orders: says so, and leads back to everybody's. */
function OneCustomer({ name, onClear }: { name: string | undefined; onClear: () => void }) {
  const { t } = useTranslation('office');
  return (
    <Group mb="md" gap="xs">
      <Text>{name ? t('orders.of', { name }) : t('orders.of_one')}</Text>
      <Button size="compact-sm" variant="default" onClick={onClear}>
        {t('orders.of_all')}
      </Button>
    </Group>
  );
}

const cursorOf = (url: string) => new URL(url, location.origin).searchParams.get('cursor') ?? undefined;

function columnsOf(t: TFunction<'office'>, side: Side): Column<OrderList>[] {
  return [
    {
      key: 'number',
      title: t('orders.order'),
      render: ({ id, number, review }) => (
        <Group gap="xs" wrap="nowrap">
          <TextLink to={`${homeOf(side)}/${id}` as string} fw={500} style={{ whiteSpace: 'nowrap' }}>
            {number}
          </TextLink>
          {review && (
            <ToneBadge tone="violet" size="md" icon={<IconAlertTriangle size={14} aria-hidden />}>
              {t('orders.to_review')}
            </ToneBadge>
          )}
        </Group>
      ),
    },
    { key: 'status', title: t('orders.status'), render: ({ status }) => <StatusBadge kind="order" status={status ?? ''} size="md" /> },
    {
      key: 'customer',
      title: t('orders.customer'),
      render: ({ customer }) => (
        <TextLink
          to={homeOf(side)}
          search={{ customer: customer.id } as never}
          c="inherit"
          underline="hover"
          aria-label={t('orders.of', { name: nameOf(customer.name) })}
        >
          {nameOf(customer.name)}
        </TextLink>
      ),
    },
    {
      key: 'what',
      title: t('orders.what'),
      phone: 'full',
      render: ({ titles }) => (
        <Text span inherit lineClamp={1} maw={260}>
          {titles.join(', ')}
        </Text>
      ),
    },
    { key: 'pieces', title: t('orders.pieces'), align: 'end', phone: 'hidden', render: ({ pieces }) => pieces },
    {
      key: 'total',
      title: t(side === 'maker' ? 'orders.our_share' : 'orders.total'),
      sort: 'total_amount',
      align: 'end',
      phone: 'end',
      render: ({ total }) => <Money value={total} />,
    },
    { key: 'at', title: t('orders.ordered'), sort: 'id', render: ({ created_at }) => <When at={created_at} /> },
  ];
}

function BulkSteps({ chosen, onDone }: { chosen: string[]; onDone: () => void }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const set = useMutation({
    mutationFn: (status: (typeof STEPS)[number]) => orderActs.stepMany(chosen, status),
    onSuccess: async (outcomes, status) => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      const refused = outcomes.filter(({ code }) => code);
      const done = outcomes.length - refused.length;
      const said = t('orders.bulk_done', { count: done, status: t(`common:status.order.${status}`) });
      const others =
        refused.length > 0
          ? ` ${t('orders.bulk_refused', { count: refused.length, numbers: refused.map(({ number }) => number).join(', ') })}`
          : '';
      toast(`${said}${others}`, 'orders');
      onDone();
    },
    onError: (error) => toastError(error, 'orders'),
  });
  return STEPS.map((status) => (
    <Button key={status} size="compact-sm" variant="default" loading={set.isPending} onClick={() => set.mutate(status)}>
      {t(`orders.bulk.${status}`)}
    </Button>
  ));
}

/** Says what the file will hold before it is made. */
function Export({ side, search, isFiltered }: { side: Side; search: OrdersSearch; isFiltered: boolean }) {
  const { t } = useTranslation('office');
  const currency = useCurrency();
  const save = useMutation({
    mutationFn: async (form: 'csv' | 'xlsx') => saveFile(await exportOrders(side, search, currency, form), `${t('orders.file')}.${form}`),
    onError: (error) => toastError(error, 'export'),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={save.isPending} leftSection={<IconDownload size={16} aria-hidden />}>
          {t('orders.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(isFiltered ? 'orders.export_filtered' : 'orders.export_all')}</Menu.Label>
        <Menu.Item onClick={() => save.mutate('csv')}>CSV</Menu.Item>
        <Menu.Item onClick={() => save.mutate('xlsx')}>Excel (XLSX)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Filters({ search, onChange }: { search: OrdersSearch; onChange: (search: OrdersSearch) => void }) {
  const { t } = useTranslation('office');
  const change = (changes: OrdersSearch) => onChange({ ...search, cursor: undefined, ...changes });
  const currency = useCurrency();
  const amount = (value: number | string) => (value === '' ? undefined : Number(value));
  return (
    <Group mb="md" align="flex-end" gap="xs">
      <Group gap="xs" flex="1 1 560px">
        <SearchField label={t('orders.search')} value={search.search} onSearch={(text) => change({ search: text })} />
        <MultiSelect
          aria-label={t('orders.status')}
          placeholder={search.status?.length ? undefined : t('orders.any_status')}
          data={STATUSES.map((value) => ({ value, label: t(`common:status.order.${value}`) }))}
          value={search.status ?? []}
          onChange={(status) => change({ status: status.length ? (status as OrderStatusEnum[]) : undefined })}
          clearable
          flex="1 1 220px"
          maw={360}
        />
        <Button
          variant={search.review ? 'light' : 'default'}
          aria-pressed={search.review === true}
          onClick={() => change({ review: search.review ? undefined : true })}
        >
          {t('orders.to_review')}
        </Button>
      </Group>
      <Group gap="xs" flex="0 1 auto">
        <TextInput
          type="date"
          label={t('orders.after')}
          value={search.after ?? ''}
          onChange={(event) => change({ after: event.currentTarget.value || undefined })}
          flex="1 1 150px"
          maw={172}
        />
        <TextInput
          type="date"
          label={t('orders.before')}
          value={search.before ?? ''}
          onChange={(event) => change({ before: event.currentTarget.value || undefined })}
          flex="1 1 150px"
          maw={172}
        />
        <NumberInput
          label={t('orders.min')}
          min={0}
          value={search.min ?? ''}
          onChange={(value) => change({ min: amount(value) })}
          suffix={` ${currency}`}
          decimalScale={exponent(currency)}
          hideControls
          flex="1 1 110px"
          maw={172}
        />
        <NumberInput
          label={t('orders.max')}
          min={0}
          value={search.max ?? ''}
          onChange={(value) => change({ max: amount(value) })}
          suffix={` ${currency}`}
          decimalScale={exponent(currency)}
          hideControls
          flex="1 1 110px"
          maw={172}
        />
      </Group>
    </Group>
  );
}
