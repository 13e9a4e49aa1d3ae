import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReportCard } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { REASONS } from '@/shared/report/reasons';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { TextLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { KINDS, PAGE_SIZE, type ReportsSearch, reportsQuery, STATUSES } from './api';

/** What people complain about, the open ones first of all. */
export function ReportsPage({ search }: { search: ReportsSearch }) {
  const { t, i18n } = useTranslation('moderation');
  const navigate = useNavigate();
  const query = useQuery(reportsQuery(search));
  const show = (next: ReportsSearch) => void navigate({ to: '/platform/reports', search: next, replace: true } as never);
  const count = query.data?.count ?? 0;
  return (
    <>
      <PageHeader title={t('title')} lead={query.data && t('count', { count, n: formatNumber(count, 0, i18n.language) })} />
      <Filters search={search} onChange={(changes) => show({ ...search, page: undefined, ...changes })} />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={8} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={Boolean((search.status && search.status !== 'all') || search.kind || search.reason || search.about || search.page)}
        onClearFilters={() => show({ status: 'all' })}
        empty={<EmptyState title={t('empty')}>{t('empty_why')}</EmptyState>}
      >
        {({ results }) => (
          <DataTable
            label={t('title')}
            columns={columnsOf(t)}
            rows={results}
            idOf={({ id }) => id}
            paging={{
              page: search.page ?? 1,
              pageSize: PAGE_SIZE,
              count,
              onPage: (page) => show({ ...search, page: page > 1 ? page : undefined }),
            }}
            isStale={query.isPlaceholderData}
            onOpen={({ id }) => void navigate({ to: '/platform/reports/$reportId', params: { reportId: id } } as never)}
          />
        )}
      </QueryView>
    </>
  );
}

function Filters({ search, onChange }: { search: ReportsSearch; onChange: (changes: ReportsSearch) => void }) {
  const { t } = useTranslation('moderation');
  return (
    <Group mb="md" wrap="wrap">
      <NativeSelect
        aria-label={t('status')}
        data={[
          ...STATUSES.map((value) => ({ value: value as string, label: t(`common:status.report.${value}`) })),
          any('all', t('any_status')),
        ]}
        value={search.status ?? 'open'}
        onChange={({ currentTarget: { value } }) => onChange({ status: value === 'open' ? undefined : (value as ReportsSearch['status']) })}
        flex="1 1 150px"
        maw={190}
      />
      <NativeSelect
        aria-label={t('kind_of')}
        data={[any('', t('any_kind')), ...KINDS.map((value) => ({ value: value as string, label: t(`kind.${value}`) }))]}
        value={search.kind ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ kind: KINDS.find((kind) => kind === value) })}
        flex="1 1 150px"
        maw={190}
      />
      <NativeSelect
        aria-label={t('reason_of')}
        data={[any('', t('any_reason')), ...REASONS.map((value) => ({ value: value as string, label: t(`reason.${value}`) }))]}
        value={search.reason ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ reason: REASONS.find((reason) => reason === value) })}
        flex="1 1 150px"
        maw={230}
      />
      {search.about && (
        <Button variant="default" rightSection={<IconX size={14} aria-hidden />} onClick={() => onChange({ about: undefined })}>
          {t('about_one')}
        </Button>
      )}
    </Group>
  );
}

const any = (value: string, label: string) => ({ value, label });

function columnsOf(t: TFunction<'moderation'>): Column<ReportCard>[] {
  return [
    {
      key: 'thing',
      title: t('thing'),
      render: ({ id, label, kind, text }) => (
        <Stack gap={0} py={4} miw={0}>
          <TextLink to={'/platform/reports/$reportId' as never} params={{ reportId: id } as never} fw={500}>
            {label || t(`kind.${kind}`)}
          </TextLink>
          <Text size="xs" c="dimmed" lineClamp={1} maw={360}>
            {text ? `${t(`kind.${kind}`)} · ${text}` : t(`kind.${kind}`)}
          </Text>
        </Stack>
      ),
    },
    { key: 'reason', title: t('reason_of'), render: ({ reason }) => t(`reason.${reason}`) },
    { key: 'about', title: t('about'), phone: 'labelled', render: ({ about }) => about?.display_name ?? '–' },
    { key: 'reporter', title: t('reporter'), phone: 'hidden', render: ({ reporter }) => reporter?.display_name ?? '–' },
    { key: 'status', title: t('status'), render: ({ status }) => <StatusBadge kind="report" status={status} size="md" /> },
    { key: 'at', title: t('at'), phone: 'labelled', render: ({ created_at }) => <When at={created_at} /> },
  ];
}
