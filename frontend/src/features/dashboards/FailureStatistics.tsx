import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Failures } from '@/shared/api/gen/types.gen';
import { formatDuration, formatMass, formatPercent } from '@/shared/lib/format';
import { ChartCard } from '@/shared/ui/ChartCard';

type Share = Failures['by_printer'][number];

/** How often prints fail, why, and where: each as a chart and as a table, the worst first. */
export function FailureStatistics({ failures, days }: { failures: Failures; days: number }) {
  const { t, i18n } = useTranslation(['dashboards', 'jobs']);
  const language = i18n.language;
  const tried = failures.finished + failures.failed;
  const [reason] = failures.by_reason;
  const rowOf = ({ name, tried, failed, failed_percent }: Share) => ({
    name: t('failures.rate', { name, percent: formatPercent((failed_percent ?? 0) / 100, 0, language) }),
    done: tried - failed,
    failed,
  });
  const series = [
    { key: 'done', label: t('failures.done') },
    { key: 'failed', label: t('chart.failed') },
  ];
  const titleOf = (shares: readonly Share[], none: string) => {
    const [worst] = shares;
    return worst?.failed ? t('failures.worst', { name: worst.name, failed: worst.failed, tried: worst.tried }) : none;
  };
  return (
    <Stack component="section" gap="sm" aria-labelledby="failures">
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={2} id="failures">
          {t('failures.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {tried === 0
            ? t('failures.none_tried', { count: days })
            : t('failures.summary', {
                failed: failures.failed,
                count: tried,
                percent: formatPercent(failures.failed / tried, 0, language),
                mass: formatMass(failures.wasted_mg, language),
                time: formatDuration(failures.lost_hours * 3600, language),
              })}
        </Text>
      </Group>
      {tried > 0 && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {reason && (
            <ChartCard
              title={t('maker.chart_failed', { reason: t(`jobs:failure.${reason.key}`) })}
              kind="bar"
              along={{ key: 'reason', label: t('chart.reason') }}
              series={[{ key: 'failed', label: t('chart.failed') }]}
              rows={failures.by_reason.map(({ key, failed }) => ({ reason: t(`jobs:failure.${key}`), failed }))}
            />
          )}
          <ChartCard
            title={titleOf(failures.by_printer, t('failures.none_failed'))}
            kind="stacked"
            along={{ key: 'name', label: t('failures.printer') }}
            series={series}
            rows={failures.by_printer.map(rowOf)}
          />
          {failures.by_material.length > 1 && (
            <ChartCard
              title={titleOf(failures.by_material, t('failures.none_failed_material'))}
              kind="stacked"
              along={{ key: 'name', label: t('failures.material') }}
              series={series}
              rows={failures.by_material.map(rowOf)}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  );
}
