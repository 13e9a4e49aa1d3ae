import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Tone } from './StatusBadge';
import classes from './Timeline.module.css';
import { When } from './When';

export type TimelineEntry = { id: string; title: ReactNode; at: string; by?: string; tone?: Tone; body?: ReactNode };

/** What happened, newest on top, one band a state. */
export function Timeline({ entries, label }: { entries: TimelineEntry[]; label: string }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {entries.map(({ id, title, at, by, tone, body }, index) => (
        <li
          key={id}
          className={classes.item}
          data-now={index === 0}
          style={tone && index > 0 ? ({ '--band': `var(--tone-${tone}-text)` } as React.CSSProperties) : undefined}
        >
          <Group justify="space-between" gap="xs" wrap="wrap">
            <Text fw={500} component="div">
              {title}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              {by ? `${by} · ` : ''}
              <When at={at} />
            </Text>
          </Group>
          {body}
        </li>
      ))}
    </ol>
  );
}
