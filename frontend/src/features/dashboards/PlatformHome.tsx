import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdminDashboard } from '@/shared/api/gen/types.gen';
import { exponent, formatDay, formatMoney, formatNumber, formatPercent } from '@/shared/lib/format';
import { ChartCard } from '@/shared/ui/ChartCard';
import { KpiCard } from '@/shared/ui/KpiCard';
import { TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { adminDashboardQuery } from './api';

const STEPS = ['pending', 'completed', 'failed', 'rejected'] as const;

/** The whole platform: money, quality, people. */
export function PlatformHome() {
  const { t } = useTranslation('dashboards');
  const query = useQuery(adminDashboardQuery);
  return (
    <>
      <PageHeader title={t('admin.title')} />
      <QueryView query={query} skeleton={<SkeletonRows rows={5} height={92} />}>
        {(data) => <Platform data={data} />}
      </QueryView>
    </>
  );
}

function Platform({ data }: { data: AdminDashboard }) {
  const { t, i18n } = useTranslation('dashboards');
  const language = i18n.language;
  const jobs = Object.values(data.jobs_by_status).reduce((sum, count) => sum + count, 0);
  const waiting = data.labs.find(({ status }) => status === 'pending')?.count ?? 0;
  const active = data.labs.find(({ status }) => status === 'active')?.count ?? 0;
  const currency = data.revenue_by_lab[0]?.revenue.currency ?? 'EUR';
  const major = (amount: number) => amount / 10 ** exponent(currency);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, md: 5 }}>
        <KpiCard
          label={t('admin.revenue')}
          value={data.revenue.length ? data.revenue.map((money) => <Money key={money.currency} value={money} />) : '–'}
          note={t('maker.days', { count: data.days })}
        />
        <KpiCard label={t('admin.jobs')} value={formatNumber(jobs, 0, language)} />
        <KpiCard
          label={t('admin.quotes')}
          value={formatNumber(data.quotes, 0, language)}
          note={
            data.quotes_taken_percent !== null && t('admin.taken', { percent: formatPercent(data.quotes_taken_percent / 100, 0, language) })
          }
        />
        <KpiCard
          label={t('admin.people')}
          value={formatNumber(data.users, 0, language)}
          trend={data.new_users_by_day.map(({ count }) => count)}
        />
        <KpiCard
          label={t('admin.labs')}
          value={active}
          note={waiting > 0 && <TextLink to={'/platform/labs' as string}>{t('admin.waiting', { count: waiting })}</TextLink>}
        />
      </SimpleGrid>
      <ChartCard
        title={t('admin.chart_steps', { count: data.jobs_by_status.completed ?? 0 })}
        kind="stacked"
        along={{ key: 'day', label: t('chart.day') }}
        series={STEPS.map((status) => ({ key: status, label: t(`common:status.job.${status}`) }))}
        rows={data.steps_by_day.map(({ day, counts }) => ({
          day: formatDay(day, language),
          ...Object.fromEntries(STEPS.map((status) => [status, counts[status] ?? 0])),
        }))}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ChartCard
          title={data.revenue_by_lab[0] ? t('admin.chart_labs', { lab: data.revenue_by_lab[0].name }) : t('admin.chart_no_labs')}
          kind="bar"
          along={{ key: 'lab', label: t('chart.lab') }}
          series={[{ key: 'revenue', label: t('admin.revenue') }]}
          format={(value) => formatMoney({ amount: Math.round(value * 10 ** exponent(currency)), currency }, language)}
          rows={data.revenue_by_lab.map(({ name, revenue }) => ({ lab: name, revenue: major(revenue.amount) }))}
        />
        <ChartCard
          title={t('admin.chart_models')}
          kind="line"
          along={{ key: 'day', label: t('chart.day') }}
          series={[{ key: 'models', label: t('chart.models') }]}
          rows={data.models_by_day.map(({ day, count }) => ({ day: formatDay(day, language), models: count }))}
        />
      </SimpleGrid>
    </Stack>
  );
}
