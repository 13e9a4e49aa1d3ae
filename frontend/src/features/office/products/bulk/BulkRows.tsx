import { Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkPreview, Figures } from '@/shared/api/gen/types.gen';
import { formatMoney, formatNumber } from '@/shared/lib/format';
import { type Column, DataTable } from '@/shared/ui/DataTable';

const SHOWN = 10;

/** Each variant from what to what, and what stands against it; those with a problem come first. */
export function BulkRows({ rows, isStale }: { rows: readonly BulkPreview[]; isStale: boolean }) {
  const { t, i18n } = useTranslation('catalog');
  const [page, setPage] = useState(1);
  if (rows.length === 0)
    return (
      <Text c="dimmed" role="status">
        {t('bulk.nothing')}
      </Text>
    );
  const sorted = rows.toSorted((one, other) => Number(other.problem !== null) - Number(one.problem !== null));
  const last = Math.max(1, Math.ceil(rows.length / SHOWN));
  const at = Math.min(page, last);
  const columns: Column<BulkPreview>[] = [
    {
      key: 'variant',
      title: t('bulk.variant'),
      render: ({ product, title, sku, problem }) => (
        <Stack gap={0} py={4} miw={120}>
          <Text span inherit fw={500}>
            {[product, title].filter(Boolean).join(', ')}
          </Text>
          <Text size="xs" c="dimmed">
            {sku}
          </Text>
          {problem && (
            <Text size="xs" c="var(--mantine-color-error)">
              {t(`bulk.problem.${problem}`)}
            </Text>
          )}
        </Stack>
      ),
    },
    { key: 'price', title: t('bulk.price'), align: 'end', render: (row) => <Prices row={row} language={i18n.language} /> },
    {
      key: 'stock',
      title: t('bulk.stock'),
      align: 'end',
      render: ({ before, after }) => <Turn before={pieces(before, i18n.language)} after={pieces(after, i18n.language)} />,
    },
  ];
  return (
    <DataTable
      label={t('bulk.preview')}
      columns={columns}
      rows={sorted.slice((at - 1) * SHOWN, at * SHOWN)}
      idOf={({ variant }) => variant}
      paging={{ page: at, pageSize: SHOWN, count: rows.length, onPage: setPage }}
      isStale={isStale}
    />
  );
}

const pieces = ({ pieces: count }: Figures, language: string) => (count === undefined ? undefined : formatNumber(count, 0, language));

function Prices({ row: { before, after, currency }, language }: { row: BulkPreview; language: string }) {
  const say = (amount: number | undefined, code: string) =>
    amount === undefined ? undefined : formatMoney({ amount, currency: code }, language);
  const others = Object.entries(after.prices ?? {}).filter(([code, amount]) => before.prices?.[code] !== amount);
  return (
    <Stack gap={0} align="flex-end">
      <Turn before={say(before.amount, currency)} after={say(after.amount, currency)} />
      {others.map(([code, amount]) => (
        <Turn key={code} before={say(before.prices?.[code], code)} after={say(amount, code)} />
      ))}
    </Stack>
  );
}

function Turn({ before, after }: { before?: string; after?: string }) {
  if (!after) return null;
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Text span size="sm" c="dimmed" td="line-through" data-number>
        {before}
      </Text>
      <IconArrowRight size={14} aria-hidden style={{ flexShrink: 0 }} />
      <Text span size="sm" data-number>
        {after}
      </Text>
    </Group>
  );
}
