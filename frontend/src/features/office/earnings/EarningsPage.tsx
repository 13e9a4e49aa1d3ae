import { Button, Group, Menu, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CurrencyStatement, MonthStatement } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { exponent, formatMoney, formatNumber } from '@/shared/lib/format';
import { saveFile } from '@/shared/lib/saveFile';
import { ChartCard } from '@/shared/ui/ChartCard';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { KpiCard } from '@/shared/ui/KpiCard';
import { Money } from '@/shared/ui/Money';
import { NoLab } from '@/shared/ui/NoLab';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { type EarningsSearch, statementFile, statementQuery } from './api';

const dayOf = (day: string, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

/** What a lab sold and gave back, month by month, each currency by itself. */
export function EarningsPage({ search }: { search: EarningsSearch }) {
  const { t, i18n } = useTranslation('earnings');
  const { user } = useSession();
  const navigate = useNavigate();
  const query = useQuery({ ...statementQuery(search), enabled: Boolean(user?.memberships.length) });
  const show = (next: EarningsSearch) => void navigate({ to: '/maker/earnings', search: next, replace: true } as never);
  if (user && user.memberships.length === 0)
    return (
      <>
        <PageHeader title={t('title')} />
        <NoLab />
      </>
    );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} action={<Export search={search} />} />
      <Filters search={search} currencies={query.data?.currencies.map(({ currency }) => currency) ?? []} onChange={show} />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={6} height={72} />}
        isEmpty={({ currencies }) => currencies.length === 0}
        isFiltered={Boolean(search.since || search.until)}
        onClearFilters={() => show({ lab: search.lab })}
        empty={<EmptyState title={t('empty')}>{t('empty_why')}</EmptyState>}
      >
        {({ currencies, since, until }) => {
          const shown = currencies.find(({ currency }) => currency === search.currency) ?? currencies[0];
          const days = { since: dayOf(since, i18n.language), until: dayOf(until, i18n.language) };
          return (
            shown && (
              <Stack gap="lg">
                <Sums statement={shown} />
                <Months statement={shown} isStale={query.isPlaceholderData} />
                <Text size="sm" c="dimmed">
                  {t('what_counts', days)}
                </Text>
              </Stack>
            )
          );
        }}
      </QueryView>
    </>
  );
}

function Filters({
  search,
  currencies,
  onChange,
}: {
  search: EarningsSearch;
  currencies: string[];
  onChange: (next: EarningsSearch) => void;
}) {
  const { t } = useTranslation('earnings');
  const { user } = useSession();
  const labs = user?.memberships ?? [];
  const change = (changes: EarningsSearch) => onChange({ ...search, ...changes });
  return (
    <Group mb="md" wrap="wrap" align="flex-end" gap="sm">
      {labs.length > 1 && (
        <Select
          label={t('lab')}
          data={labs.map(({ lab, name }) => ({ value: lab, label: name }))}
          value={search.lab ?? null}
          placeholder={t('first_lab')}
          onChange={(lab) => change({ lab: lab ?? undefined })}
          clearable
          w={200}
        />
      )}
      {(['since', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(end)}
          value={search[end] ?? ''}
          onChange={(event) => change({ [end]: event.currentTarget.value || undefined })}
          w={160}
        />
      ))}
      {currencies.length > 1 && (
        <Select
          label={t('currency')}
          data={currencies}
          value={search.currency && currencies.includes(search.currency) ? search.currency : (currencies[0] ?? null)}
          onChange={(currency) => change({ currency: currency ?? undefined })}
          allowDeselect={false}
          w={110}
        />
      )}
    </Group>
  );
}

function Sums({ statement: { orders, pieces, sold, refunded, net } }: { statement: CurrencyStatement }) {
  const { t, i18n } = useTranslation('earnings');
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }}>
      <KpiCard label={t('net')} value={<Money value={net} />} note={t('net_why')} />
      <KpiCard label={t('sold')} value={<Money value={sold} />} />
      <KpiCard label={t('refunded')} value={<Money value={refunded} />} />
      <KpiCard label={t('orders')} value={formatNumber(orders, 0, i18n.language)} note={t('pieces', { count: pieces })} />
    </SimpleGrid>
  );
}

function Months({ statement: { currency, months }, isStale }: { statement: CurrencyStatement; isStale: boolean }) {
  const { t, i18n } = useTranslation('earnings');
  const unit = 10 ** exponent(currency);
  const named = (month: string) =>
    new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(month));
  const best = months.reduce<MonthStatement | undefined>((top, one) => (top && top.net.amount >= one.net.amount ? top : one), undefined);
  const columns: Column<MonthStatement>[] = [
    { key: 'month', title: t('month'), render: ({ month }) => named(month) },
    { key: 'orders', title: t('orders'), align: 'end', render: ({ orders }) => formatNumber(orders, 0, i18n.language) },
    { key: 'pieces', title: t('pieces_title'), align: 'end', render: ({ pieces }) => formatNumber(pieces, 0, i18n.language) },
    { key: 'sold', title: t('sold'), align: 'end', render: ({ sold }) => <Money value={sold} /> },
    { key: 'refunded', title: t('refunded'), align: 'end', render: ({ refunded }) => <Money value={refunded} /> },
    { key: 'net', title: t('net'), align: 'end', render: ({ net }) => <Money value={net} /> },
  ];
  return (
    <>
      {best && months.length > 1 && (
        <ChartCard
          title={t('chart', { month: named(best.month), money: formatMoney(best.net, i18n.language) })}
          kind="bar"
          along={{ key: 'month', label: t('month') }}
          series={[{ key: 'net', label: t('net') }]}
          format={(value) => formatMoney({ amount: Math.round(value * unit), currency }, i18n.language)}
          rows={months.toReversed().map(({ month, net }) => ({ month: named(month), net: net.amount / unit }))}
        />
      )}
      <DataTable label={t('by_month')} columns={columns} rows={months} idOf={({ month }) => month} isStale={isStale} />
    </>
  );
}

function Export({ search }: { search: EarningsSearch }) {
  const { t } = useTranslation('earnings');
  const save = useMutation({
    mutationFn: async (form: 'csv' | 'xlsx' | 'pdf') => saveFile(await statementFile(search, form), `${t('file')}.${form}`),
    onError: (error) => toastError(error, 'export'),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={save.isPending} leftSection={<IconDownload size={16} aria-hidden />}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export_what')}</Menu.Label>
        <Menu.Item onClick={() => save.mutate('csv')}>CSV</Menu.Item>
        <Menu.Item onClick={() => save.mutate('xlsx')}>Excel (XLSX)</Menu.Item>
        <Menu.Label>{t('export_months')}</Menu.Label>
        <Menu.Item onClick={() => save.mutate('pdf')}>PDF</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
