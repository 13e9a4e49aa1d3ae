import { Button, Card, Center, Group, Image, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobList, PrintJobStatusEnum } from '@/shared/api/gen/types.gen';
import { useRowKeys } from '@/shared/keys/useRowKeys';
import { formatDay } from '@/shared/lib/format';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { ButtonLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { StatusBadge, ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { type JobFilter, jobsQuery } from './api';
import classes from './PrintHistory.module.css';
import { STATUSES } from './statuses';
import { useJobProgress } from './useJobProgress';

/** Everything this person has had made, newest first. */
export function PrintHistory({ search }: { search: JobFilter }) {
  const { t } = useTranslation('jobs');
  const navigate = useNavigate();
  const query = useInfiniteQuery(jobsQuery(search));
  const update = (changes: JobFilter) => void navigate({ to: '/prints', search: { ...search, ...changes }, replace: true });
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const isFiltered = Boolean(search.status || search.search || search.open);
  return (
    <>
      <PageHeader title={t('history.title')} action={<ButtonLink to="/print">{t('history.new')}</ButtonLink>} />
      <Group mb="md" wrap="wrap">
        <SearchField label={t('history.search')} value={search.search} onSearch={(text) => update({ search: text })} />
        <Select
          aria-label={t('history.status')}
          placeholder={t('history.any_status')}
          data={STATUSES.map((status) => ({ value: status, label: t(`common:status.job.${status}`) }))}
          value={search.status ?? null}
          onChange={(status) => update({ status: (status as PrintJobStatusEnum) ?? undefined })}
          clearable
        />
        <SegmentedControl
          aria-label={t('history.which')}
          value={search.open ? 'open' : 'all'}
          data={[
            { value: 'all', label: t('history.all') },
            { value: 'open', label: t('history.open') },
          ]}
          onChange={(which) => update({ open: which === 'open' || undefined })}
        />
      </Group>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={5} height={92} />}
        isEmpty={({ pages }) => pages[0].results.length === 0}
        isFiltered={isFiltered}
        onClearFilters={() => void navigate({ to: '/prints', search: {} })}
        empty={
          <EmptyState title={t('history.empty')} action={<ButtonLink to="/print">{t('history.new')}</ButtonLink>}>
            {t('history.empty_why')}
          </EmptyState>
        }
      >
        {({ pages }) => (
          <Stack gap="xs" component="ul" ref={list} data-rows p={0} m={0} style={{ listStyle: 'none' }}>
            {pages
              .flatMap(({ results }) => results)
              .map((job) => (
                <li key={job.id}>
                  <JobRow job={job} />
                </li>
              ))}
          </Stack>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('history.more')}
          </Button>
        </Center>
      )}
    </>
  );
}

export function JobRow({ job }: { job: PrintJobList }) {
  const { t, i18n } = useTranslation('jobs');
  const { percent } = useJobProgress(job.id, job.status === 'processing' ? job.live : null);
  return (
    <Card component={Link} to="/jobs/$jobId" params={{ jobId: job.id } as never} className={classes.row} data-row={job.id} padding="sm">
      <Group wrap="nowrap" align="center">
        <Image src={job.model.thumbnail_url} alt="" w={64} h={64} fit="contain" radius="md" fallbackSrc="/logo.svg" />
        <Stack gap={2} flex={1} miw={0}>
          <Group gap="xs" justify="space-between" wrap="wrap">
            <Text fw={500} truncate>
              {job.model.name}
            </Text>
            <Group gap={4}>
              {job.allowed_actions.includes('answer') && (
                <ToneBadge tone="violet" size="md" icon={<IconMessageQuestion size={14} aria-hidden />}>
                  {t('history.question')}
                </ToneBadge>
              )}
              <StatusBadge kind="job" status={job.status} size="md" />
            </Group>
          </Group>
          <Text size="sm" c="dimmed">
            {job.number} · {job.lab.name} · {job.quantity} × {job.material.name}
          </Text>
          {job.status === 'processing' ? (
            <LayerProgress percent={percent} label={t('next.progress')} />
          ) : (
            <Text size="sm" c="dimmed">
              {job.ready_at && ['pending', 'accepted'].includes(job.status) ? (
                t('next.ready', { day: formatDay(job.ready_at, i18n.language) })
              ) : (
                <When at={job.status_changed_at} />
              )}
            </Text>
          )}
        </Stack>
        <Text fw={600} visibleFrom="xs">
          <Money value={job.price} />
        </Text>
      </Group>
    </Card>
  );
}
