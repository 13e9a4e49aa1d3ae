import { Button, Drawer, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LabStatusEnum } from '@/shared/api/gen/types.gen';
import { DataTable } from '@/shared/ui/DataTable';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { type ApprovalSearch, approvalsQuery, LABS_PER_PAGE } from './api';
import { LabDecision } from './LabDecision';

const STATUSES: LabStatusEnum[] = ['pending', 'active', 'suspended', 'rejected'];

/** Labs by status: who applied, what was decided, why. */
export function LabApprovals({ search }: { search: ApprovalSearch }) {
  const { t } = useTranslation('platform');
  const navigate = useNavigate();
  const status = search.status ?? 'pending';
  const page = search.page ?? 1;
  const query = useQuery(approvalsQuery(status, page));
  const update = (changes: ApprovalSearch) =>
    void navigate({ to: '/platform/labs', search: { ...search, ...changes }, replace: true, resetScroll: false } as never);
  return (
    <>
      <PageHeader title={t('labs.title')} lead={t('labs.lead')} />
      <Tabs value={status} onChange={(value) => update({ status: value as LabStatusEnum, page: undefined })}>
        <Tabs.List mb="md" aria-label={t('labs.status')}>
          {STATUSES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`common:status.lab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={status}>
          <QueryView
            query={query}
            skeleton={<SkeletonRows rows={5} />}
            isEmpty={({ results }) => results.length === 0}
            empty={<EmptyState title={t(`labs.empty.${status}`)} />}
          >
            {({ results, count }) => (
              <DataTable
                label={t('labs.title')}
                rows={results}
                idOf={({ id }) => id}
                isStale={query.isPlaceholderData}
                onOpen={({ id }) => update({ lab: id })}
                paging={{ page, pageSize: LABS_PER_PAGE, count, onPage: (to) => update({ page: to }) }}
                columns={[
                  { key: 'name', title: t('labs.name'), render: ({ name }) => <strong>{name}</strong> },
                  { key: 'place', title: t('labs.place'), render: ({ city, country }) => [city, country].filter(Boolean).join(', ') },
                  {
                    key: 'status',
                    title: t('labs.status'),
                    render: (lab) => <StatusBadge kind="lab" status={lab.status ?? status} size="md" />,
                  },
                  { key: 'created', title: t('labs.applied'), phone: 'labelled', render: ({ created_at }) => <When at={created_at} /> },
                  {
                    key: 'open',
                    title: t('labs.action'),
                    align: 'end',
                    phone: 'end',
                    render: ({ id, name }) => (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('labs.open_named', { lab: name })}
                        onClick={() => update({ lab: id })}
                      >
                        {t('labs.open')}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
          </QueryView>
        </Tabs.Panel>
      </Tabs>
      <Drawer opened={Boolean(search.lab)} onClose={() => update({ lab: undefined })} position="right" size="lg" title={t('labs.decide')}>
        {search.lab && <LabDecision key={search.lab} id={search.lab} />}
      </Drawer>
    </>
  );
}
