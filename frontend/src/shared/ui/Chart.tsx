import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import type { ChartProps } from './ChartCard';

const DASHES = ['0', '6 3', '2 3', '8 3 2 3', '1 4', '10 4'];

/** Recharts by Mantine; `ChartCard` loads it when a chart is first shown. */
export default function Chart({ kind, rows, along, series, format, height }: ChartProps) {
  const needsDashes = series.length > 2; // color alone must not tell three lines apart
  const shared = {
    h: height,
    data: rows as Record<string, string | number>[],
    dataKey: along.key,
    valueFormatter: format,
    withLegend: series.length > 1,
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    yAxisProps: {
      width: 64,
      domain: [0, 'auto'] as [number, string],
      allowDecimals: rows.some((row) => series.some(({ key }) => !Number.isInteger(row[key]))),
    },
    series: series.map(({ key, label }, n) => ({
      name: key,
      label,
      color: `var(--chart-${(n % 6) + 1})`,
      ...(needsDashes && { strokeDasharray: DASHES[n % DASHES.length] }),
    })),
  };
  // The chart is hidden from screen readers, which get the table: so nothing in it may take the focus.
  if (kind === 'line')
    return <LineChart {...shared} lineChartProps={{ accessibilityLayer: false }} withDots={rows.length < 32} curveType="linear" />;
  return <BarChart {...shared} barChartProps={{ accessibilityLayer: false }} type={kind === 'stacked' ? 'stacked' : 'default'} />;
}
