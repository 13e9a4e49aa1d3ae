import { Card, Grid, Group, Image, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import type { PrintJob } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { useSession } from '@/shared/auth/session';
import { nameOf } from '@/shared/lib/people';
import { useTopic } from '@/shared/realtime';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { Timeline } from '@/shared/ui/Timeline';
import { jobQuery, timelineQuery } from './api';
import { JobActions } from './JobActions';
import { JobFacts } from './JobFacts';
import { JobNow } from './JobNow';
import { entryOf } from './timeline';

type Props = {
  id: string;
  renderPrice: (job: PrintJob) => React.ReactNode;
  /** The address of the print page that asks for the same once more. */
  again: (job: PrintJob) => object;
  /** The talk with the others who have to do with it. */
  chat?: React.ReactNode;
};

/** One print job, for its customer and its makers alike; what each may do differs. Follows live. */
export function JobPage({ id, ...rest }: Props) {
  const { t } = useTranslation('jobs');
  const query = useQuery(jobQuery(id));
  if (query.error instanceof ApiError && query.error.status === 404)
    return (
      <EmptyState isPage title={t('page.missing')} action={<ButtonLink to="/prints">{t('history.title')}</ButtonLink>}>
        {t('common:error.not_found')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={8} />}>
      {(job) => <Job job={job} {...rest} />}
    </QueryView>
  );
}

function Job({ job, renderPrice, again, chat }: Omit<Props, 'id'> & { job: PrintJob }) {
  const { t } = useTranslation('jobs');
  const { user } = useSession();
  const timeline = useQuery(timelineQuery(job.id));
  const queries = useQueryClient();
  useTopic(`print-job:${job.id}`, ({ type }) => {
    if (type === 'print_job.changed') void queries.invalidateQueries({ queryKey: ['print-jobs', job.id] });
  });
  const isCustomer = user?.id === job.customer.id;
  const isOver = job.status === 'completed' || job.status === 'rejected' || job.status === 'cancelled';
  return (
    <>
      <PageHeader
        tab={job.number}
        title={`${job.number} · ${job.model.name}`}
        lead={
          <Group gap="xs">
            <StatusBadge kind="job" status={job.status} />
            <span>
              <Trans
                t={t}
                i18nKey={isCustomer ? 'page.mine' : 'page.at'}
                values={{ lab: job.lab.name, customer: nameOf(job.customer.name) }}
                components={{ lab: <TextLink to="/labs/$labId" params={{ labId: job.lab.id } as never} /> }}
              />
            </span>
          </Group>
        }
        action={
          <>
            <JobActions job={job} />
            {isCustomer && isOver && (
              <ButtonLink to="/print" search={again(job) as never}>
                {t('page.again')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <JobNow job={job} />
            <Card component="section" aria-labelledby="timeline-title">
              <Title order={2} id="timeline-title" mb="sm">
                {t('timeline.title')}
              </Title>
              <QueryView query={timeline}>
                {(steps) => <Timeline label={t('timeline.title')} entries={steps.map((step, n) => entryOf(step, n, t)).reverse()} />}
              </QueryView>
            </Card>
            {chat}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Card component="section" aria-label={t('facts.title')}>
              {job.model.thumbnail_url && <Image src={job.model.thumbnail_url} alt="" h={220} fit="contain" mb="sm" />}
              <JobFacts job={job} />
            </Card>
            <Card component="section" aria-label={t('facts.price')}>
              <Title order={2} mb="sm">
                {t('facts.price')}
              </Title>
              {renderPrice(job)}
            </Card>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
