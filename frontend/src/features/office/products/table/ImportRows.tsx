import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconCircleDashed, IconCirclePlus, IconPencil, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogImport, ImportRow, OutcomeEnum, RowChange, RowProblem } from '@/shared/api/gen/types.gen';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { OUTCOMES, ROWS, rowsQuery } from './api';

const LOOKS = {
  create: { tone: 'success', icon: IconCirclePlus },
  change: { tone: 'info', icon: IconPencil },
  same: { tone: 'neutral', icon: IconCircleDashed },
  refuse: { tone: 'danger', icon: IconX },
} as const;
const COUNTED = { create: 'created', change: 'changed', same: 'same', refuse: 'refused' } as const;
const SHOWN_CHARS = 60;

/** Row by row: what is new, what changes from what to what, what is refused and why. */
export function ImportRows({ table }: { table: CatalogImport }) {
  const { t } = useTranslation('catalog');
  const there = OUTCOMES.filter((outcome) => table.counts[COUNTED[outcome]] > 0);
  const [chosen, setChosen] = useState<OutcomeEnum | 'all'>(table.counts.refused > 0 ? 'refuse' : 'all');
  const [page, setPage] = useState(1);
  const outcome = chosen !== 'all' && there.includes(chosen) ? chosen : undefined;
  const query = useQuery(rowsQuery(table, outcome, page));
  return (
    <Stack gap="xs">
      {there.length > 1 && (
        <SegmentedControl
          aria-label={t('import.which')}
          value={outcome ?? 'all'}
          onChange={(next) => {
            setChosen(next as OutcomeEnum | 'all');
            setPage(1);
          }}
          data={[
            { value: 'all', label: t('import.all') },
            ...there.map((value) => ({ value, label: t(`import.filter.${value}`, { count: table.counts[COUNTED[value]] }) })),
          ]}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
      )}
      <QueryView query={query} skeleton={<SkeletonRows rows={5} />}>
        {({ results, count }) => (
          <DataTable
            label={t('import.rows')}
            columns={columnsOf(t)}
            rows={results}
            idOf={({ number }) => String(number)}
            paging={{ page, pageSize: ROWS, count, onPage: setPage }}
            isStale={query.isPlaceholderData}
          />
        )}
      </QueryView>
    </Stack>
  );
}

type T = ReturnType<typeof useTranslation<'catalog'>>['t'];

const columnsOf = (t: T): Column<ImportRow>[] => [
  { key: 'number', title: t('import.row'), align: 'end', width: 60, render: ({ number }) => number },
  {
    key: 'sku',
    title: 'SKU',
    render: ({ sku, name, outcome, is_done }) => (
      <Stack gap={2} miw={110} align="flex-start" py={4}>
        <Text span inherit fw={500}>
          {sku || '–'}
        </Text>
        {name && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {name}
          </Text>
        )}
        <Outcome outcome={outcome} words={t(`import.${is_done ? 'done' : 'will'}.${outcome}`)} />
      </Stack>
    ),
  },
  {
    key: 'what',
    title: t('import.what'),
    render: ({ changes, problems }) => (
      <Stack gap={2} py={4} miw={160}>
        {problems.map((problem) => (
          <Problem key={`${problem.field} ${problem.code}`} problem={problem} t={t} />
        ))}
        {changes.map((change) => (
          <Change key={change.field} change={change} />
        ))}
      </Stack>
    ),
  },
];

function Outcome({ outcome, words }: { outcome: OutcomeEnum; words: string }) {
  const { tone, icon: Icon } = LOOKS[outcome];
  return (
    <ToneBadge tone={tone} size="md" icon={<Icon size={14} aria-hidden />}>
      {words}
    </ToneBadge>
  );
}

function Problem({ problem: { field, code }, t }: { problem: RowProblem; t: T }) {
  return (
    <Text size="sm" c="var(--mantine-color-error)">
      {field && <code>{field}</code>} {t(`problem.${code}`, { defaultValue: t(`common:error.${code}`, { defaultValue: code }) })}
    </Text>
  );
}

const cut = (text: string) => (text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text);

function Change({ change: { field, before, after } }: { change: RowChange }) {
  return (
    <Group gap={6} wrap="wrap">
      <Text size="sm" c="dimmed" component="code">
        {field}
      </Text>
      {before && (
        <>
          <Text size="sm" c="dimmed" td="line-through">
            {cut(before)}
          </Text>
          <IconArrowRight size={14} aria-hidden />
        </>
      )}
      <Text size="sm">{cut(after) || '–'}</Text>
    </Group>
  );
}
