import { Card, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './KpiCard.module.css';
import { Sparkline } from './Sparkline';

type Props = { label: string; value: ReactNode; note?: ReactNode; trend?: readonly number[] };

/** One number that matters, its name, and where it comes from. */
export function KpiCard({ label, value, note, trend }: Props) {
  return (
    <Card role="group" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={classes.line}>
        <span className={classes.value} data-number>
          {value}
        </span>
        {trend && trend.length > 1 && <Sparkline values={trend} />}
      </div>
      {note && (
        <Text size="xs" c="dimmed" component="div">
          {note}
        </Text>
      )}
    </Card>
  );
}
