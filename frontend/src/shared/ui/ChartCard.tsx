import { Button, Card, Group, Skeleton, Table, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../lib/format';

const Chart = lazy(() => import('./Chart'));

export type ChartRow = Record<string, string | number>;
export type ChartProps = {
  kind: 'bar' | 'stacked' | 'line';
  rows: readonly ChartRow[];
  /** The column along the horizontal axis, and what it is called. */
  along: { key: string; label: string };
  series: readonly { key: string; label: string }[];
  format?: (value: number) => string;
  height?: number;
};

/** A chart whose title states the finding; the same numbers as a table for who wants or needs them. */
export function ChartCard({ title, note, ...chart }: ChartProps & { title: string; note?: string }) {
  const { t, i18n } = useTranslation();
  const [isTable, { toggle }] = useDisclosure();
  const height = chart.height ?? 240;
  const format = chart.format ?? ((value: number) => formatNumber(value, 1, i18n.language));
  return (
    <Card component="section" aria-label={title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
        <div>
          <Title order={2} fz="md" lh="24px">
            {title}
          </Title>
          {note}
        </div>
        <Button variant="subtle" size="compact-sm" onClick={toggle} aria-pressed={isTable} style={{ flexShrink: 0 }}>
          {t(isTable ? 'chart.as_chart' : 'chart.as_table')}
        </Button>
      </Group>
      {isTable ? (
        <ChartTable {...chart} format={format} label={title} />
      ) : (
        <Suspense fallback={<Skeleton height={height} />}>
          <div aria-hidden="true">
            <Chart {...chart} format={format} height={height} />
          </div>
        </Suspense>
      )}
    </Card>
  );
}

function ChartTable({ rows, along, series, format, label }: ChartProps & { format: (value: number) => string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={label} style={{ overflowX: 'auto' }}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{along.label}</Table.Th>
            {series.map(({ key, label }) => (
              <Table.Th key={key} ta="end">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={String(row[along.key])}>
              <Table.Th scope="row" fw={400}>
                {row[along.key]}
              </Table.Th>
              {series.map(({ key }) => (
                <Table.Td key={key} ta="end">
                  {format(Number(row[key] ?? 0))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
