import { Card, Group, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MakerDashboard, PrintJobList } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { exponent, formatDay, formatDuration, formatMass, formatMoney, formatPercent } from '@/shared/lib/format';
import { ChartCard } from '@/shared/ui/ChartCard';
import { KpiCard } from '@/shared/ui/KpiCard';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { NoLab } from '@/shared/ui/NoLab';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { makerDashboardQuery } from './api';
import { FailureStatistics } from './FailureStatistics';
import { GettingReady } from './GettingReady';

type Props = { lab?: string; onLab: (id: string) => void; renderJob: (job: PrintJobList) => ReactNode };

/** The lab at a glance: what waits, what runs, what went wrong. */
export function MakerHome({ lab: wanted, onLab, renderJob }: Props) {
  const { t } = useTranslation('dashboards');
  const { user } = useSession();
  const labs = user?.memberships ?? [];
  const lab = labs.find((one) => one.lab === wanted) ?? labs[0];
  const waits = lab?.status === 'pending' || lab?.status === 'rejected' ? lab.status : undefined;
  const query = useQuery({ ...makerDashboardQuery(lab?.lab ?? ''), enabled: Boolean(lab) && !waits });
  return (
    <>
      <PageHeader
        title={lab?.name ?? t('maker.title')}
        tab={t('maker.title')}
        action={
          <>
            {labs.length > 1 && (
              <Select
                aria-label={t('maker.lab')}
                data={labs.map((one) => ({ value: one.lab, label: one.name }))}
                value={lab?.lab}
                onChange={(id) => id && onLab(id)}
                allowDeselect={false}
              />
            )}
            {lab && !waits && <ButtonLink to="/maker/review">{t('maker.board')}</ButtonLink>}
          </>
        }
      />
      {user && !lab ? (
        <NoLab />
      ) : lab && waits ? (
        <GettingReady lab={lab.lab} status={waits} />
      ) : (
        <QueryView query={query} skeleton={<SkeletonRows rows={5} height={92} />}>
          {(data) => <Lab data={data} renderJob={renderJob} />}
        </QueryView>
      )}
    </>
  );
}

function Lab({ data, renderJob }: { data: MakerDashboard; renderJob: Props['renderJob'] }) {
  const { t, i18n } = useTranslation('dashboards');
  const language = i18n.language;
  const { currency } = data.revenue;
  const percent = (value: number | null) => (value === null ? '–' : formatPercent(value / 100, 0, language));
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }}>
        <KpiCard
          label={t('maker.open')}
          value={data.open_jobs}
          note={data.late_jobs > 0 ? t('maker.late', { count: data.late_jobs }) : undefined}
        />
        <KpiCard label={t('maker.due')} value={data.due_in_two_days} />
        <KpiCard label={t('maker.on_time')} value={percent(data.on_time_percent)} note={t('maker.days', { count: data.days })} />
        <KpiCard
          label={t('maker.success')}
          value={percent(data.failures.success_percent)}
          note={t('maker.wasted', { mass: formatMass(data.failures.wasted_mg, language) })}
        />
        <KpiCard
          label={t('maker.revenue')}
          value={<Money value={data.revenue} />}
          trend={data.revenue_by_day.map(({ money }) => money.amount)}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <section aria-labelledby="review">
          <Title order={2} id="review" mb="sm">
            {t('maker.decide')}
          </Title>
          <Stack gap="xs">
            {data.review_jobs.length ? (
              data.review_jobs.map((job) => <div key={job.id}>{renderJob(job)}</div>)
            ) : (
              <Text c="dimmed">{t('maker.nothing')}</Text>
            )}
          </Stack>
        </section>
        <section aria-labelledby="printers">
          <Group justify="space-between" mb="sm">
            <Title order={2} id="printers">
              {t('maker.printers')}
            </Title>
            {data.low_spools > 0 && <TextLink to={'/maker/stock' as string}>{t('maker.low', { count: data.low_spools })}</TextLink>}
          </Group>
          {data.printers.length === 0 && <Text c="dimmed">{t('maker.no_printers')}</Text>}
          {data.printers.length > 0 && (
            <Card p={0} component="ul" m={0} style={{ listStyle: 'none' }}>
              {data.printers.map((printer) => (
                <Group
                  key={printer.id}
                  component="li"
                  justify="space-between"
                  px="md"
                  py="xs"
                  style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
                >
                  <Text fw={500}>{printer.name}</Text>
                  <Group gap="xs">
                    {printer.queue_minutes > 0 && (
                      <Text size="sm" c="dimmed">
                        {t('maker.queue', { time: formatDuration(printer.queue_minutes * 60, language) })}
                      </Text>
                    )}
                    <StatusBadge kind="printer" status={printer.status} size="md" />
                  </Group>
                </Group>
              ))}
            </Card>
          )}
        </section>
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ChartCard
          title={t('maker.chart_done', { count: data.completed, days: data.days })}
          kind="bar"
          along={{ key: 'day', label: t('chart.day') }}
          series={[{ key: 'count', label: t('chart.completed') }]}
          rows={data.completed_by_day.map(({ day, count }) => ({ day: formatDay(day, language), count }))}
        />
        <ChartCard
          title={t('maker.chart_revenue', { money: formatMoney(data.revenue, language) })}
          kind="line"
          along={{ key: 'day', label: t('chart.day') }}
          series={[{ key: 'revenue', label: t('maker.revenue') }]}
          format={(value) => formatMoney({ amount: Math.round(value * 10 ** exponent(currency)), currency }, language)}
          rows={data.revenue_by_day.map(({ day, money }) => ({
            day: formatDay(day, language),
            revenue: money.amount / 10 ** exponent(currency),
          }))}
        />
      </SimpleGrid>
      <FailureStatistics failures={data.failures} days={data.days} />
    </Stack>
  );
}
