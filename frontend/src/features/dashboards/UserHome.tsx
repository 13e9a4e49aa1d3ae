import { Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobList } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { formatMass } from '@/shared/lib/format';
import { KpiCard } from '@/shared/ui/KpiCard';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { userDashboardQuery } from './api';

/** What goes on with my prints. */
export function UserHome({ renderJob }: { renderJob: (job: PrintJobList) => ReactNode }) {
  const { t, i18n } = useTranslation('dashboards');
  const { user } = useSession();
  const query = useQuery(userDashboardQuery);
  return (
    <>
      <PageHeader
        title={t('user.hello', { name: user?.display_name ?? '' })}
        tab={t('user.title')}
        action={<ButtonLink to="/print">{t('user.new')}</ButtonLink>}
      />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={4} height={92} />}
        isEmpty={({ recent_jobs, models }) => recent_jobs.length === 0 && models === 0}
        empty={
          <EmptyState title={t('user.empty')} action={<ButtonLink to="/print">{t('user.new')}</ButtonLink>}>
            {t('user.empty_why')}
          </EmptyState>
        }
      >
        {(data) => (
          <Stack gap="lg">
            <SimpleGrid cols={{ base: 2, md: 4 }}>
              <KpiCard
                label={t('user.open')}
                value={data.open_jobs}
                note={
                  <TextLink to="/prints" search={{ open: true }} fz="xs">
                    {data.questions > 0 ? t('user.questions', { count: data.questions }) : t('user.see_open')}
                  </TextLink>
                }
              />
              <KpiCard
                label={t('user.done')}
                value={data.jobs_by_status.completed ?? 0}
                note={
                  <TextLink to="/prints" search={{ status: 'completed' }} fz="xs">
                    {t('user.see_done')}
                  </TextLink>
                }
              />
              <KpiCard label={t('user.printed')} value={formatMass(data.printed_mg, i18n.language)} />
              <KpiCard
                label={t('user.spent')}
                value={data.spent.length ? data.spent.map((money) => <Money key={money.currency} value={money} />) : '–'}
              />
            </SimpleGrid>
            <section aria-labelledby="recent">
              <Group justify="space-between" mb="sm">
                <Title order={2} id="recent">
                  {t('user.recent')}
                </Title>
                <TextLink to="/prints" fz="sm">
                  {t('user.all')}
                </TextLink>
              </Group>
              <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {data.recent_jobs.map((job) => (
                  <li key={job.id}>{renderJob(job)}</li>
                ))}
              </Stack>
            </section>
          </Stack>
        )}
      </QueryView>
    </>
  );
}
