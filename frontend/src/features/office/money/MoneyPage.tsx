import { Group, SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MoneyDashboard } from '@/shared/api/gen/types.gen';
import { exponent, formatDay, formatMoney, formatNumber, formatPercent } from '@/shared/lib/format';
import { ChartCard } from '@/shared/ui/ChartCard';
import { KpiCard } from '@/shared/ui/KpiCard';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { type MoneySearch, moneyQuery, PERIODS } from './api';
import { Books } from './Books';
import { Decisions } from './Decisions';

/** What was sold, and whether the books agree with the payment service. */
export function MoneyPage({ search }: { search: MoneySearch }) {
  const { t } = useTranslation('office');
  const navigate = useNavigate();
  const query = useQuery(moneyQuery(search));
  const show = (next: MoneySearch) => void navigate({ to: '/platform/money', search: next, replace: true } as never);
  return (
    <>
      <PageHeader title={t('money.title')} lead={t('money.lead')} />
      <Group mb="md" wrap="wrap">
        <SegmentedControl
          aria-label={t('money.period')}
          data={PERIODS.map((days) => ({ value: String(days), label: t('money.days', { count: days }) }))}
          value={String(search.days ?? 30)}
          onChange={(days) => show({ ...search, days: Number(days) as MoneySearch['days'] })}
        />
        {query.data && query.data.currencies.length > 1 && (
          <Select
            aria-label={t('coupons.currency')}
            data={query.data.currencies}
            value={query.data.currency}
            onChange={(currency) => show({ ...search, currency: currency ?? undefined })}
            allowDeselect={false}
            w={120}
          />
        )}
      </Group>
      <Stack gap="lg">
        <Decisions />
        <QueryView query={query} skeleton={<SkeletonRows rows={5} height={92} />}>
          {(data) => <Sales data={data} />}
        </QueryView>
        <Books />
      </Stack>
    </>
  );
}

function Sales({ data }: { data: MoneyDashboard }) {
  const { t, i18n } = useTranslation('office');
  const language = i18n.language;
  const { currency } = data;
  const major = (amount: number) => amount / 10 ** exponent(currency);
  const format = (value: number) => formatMoney({ amount: Math.round(value * 10 ** exponent(currency)), currency }, language);
  const best = data.bestsellers[0];
  const peak = data.revenue_by_day.reduce((top, day) => (day.money.amount > top.money.amount ? day : top), data.revenue_by_day[0] as never);
  const source = data.revenue_by_source[0];
  const sourceName = (kind: string) => t(`money.source.${kind}`, { defaultValue: kind });
  const statuses = Object.entries(data.orders_by_status);
  const made = statuses.reduce((sum, [, count]) => sum + count, 0);
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <KpiCard
          label={t('money.revenue')}
          value={<Money value={data.revenue} />}
          trend={data.revenue_by_day.map(({ money }) => money.amount)}
        />
        <KpiCard label={t('money.orders')} value={formatNumber(data.orders, 0, language)} />
        <KpiCard label={t('money.basket')} value={data.average_basket ? <Money value={data.average_basket} /> : '–'} />
        <KpiCard
          label={t('money.refund_rate')}
          value={data.refund_percent === null ? '–' : formatPercent(data.refund_percent / 100, 1, language)}
          note={data.refunded.amount > 0 && <Money value={data.refunded} />}
        />
      </SimpleGrid>
      <ChartCard
        title={
          data.revenue.amount > 0
            ? t('money.chart_days', { day: formatDay(peak.day, language), money: formatMoney(peak.money, language) })
            : t('money.chart_no_days')
        }
        kind="bar"
        along={{ key: 'day', label: t('money.day') }}
        series={[{ key: 'revenue', label: t('money.revenue') }]}
        format={format}
        rows={data.revenue_by_day.map(({ day, money }) => ({ day: formatDay(day, language), revenue: major(money.amount) }))}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ChartCard
          title={
            best
              ? t('money.chart_best', { name: best.title, count: best.pieces, money: formatMoney(best.revenue, language) })
              : t('money.chart_no_best')
          }
          kind="bar"
          along={{ key: 'title', label: t('products.product') }}
          series={[{ key: 'revenue', label: t('money.revenue') }]}
          format={format}
          rows={data.bestsellers.map(({ title, revenue }) => ({ title, revenue: major(revenue.amount) }))}
        />
        <ChartCard
          title={
            source
              ? t('money.chart_sources', {
                  source: sourceName(source.kind),
                  share: formatPercent(source.revenue.amount / Math.max(1, data.revenue.amount), 0, language),
                })
              : t('money.chart_no_sources')
          }
          kind="bar"
          along={{ key: 'source', label: t('money.from') }}
          series={[{ key: 'revenue', label: t('money.revenue') }]}
          format={format}
          rows={data.revenue_by_source.map(({ kind, revenue }) => ({ source: sourceName(kind), revenue: major(revenue.amount) }))}
        />
      </SimpleGrid>
      <ChartCard
        title={t('money.chart_statuses', { count: made })}
        kind="bar"
        along={{ key: 'status', label: t('orders.status') }}
        series={[{ key: 'orders', label: t('money.orders') }]}
        rows={statuses.map(([status, orders]) => ({ status: t(`common:status.order.${status}`), orders }))}
      />
    </>
  );
}
