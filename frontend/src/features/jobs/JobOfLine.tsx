import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { jobsOfOrderQuery } from './api';

/** The print job that an order's line became, and how far it is. */
export function JobOfLine({ line, order }: { line: string; order: string }) {
  const { data: jobs = [] } = useQuery(jobsOfOrderQuery(order));
  const job = jobs.find(({ order_line_id }) => order_line_id === line);
  return (
    job && (
      <Group gap="xs">
        <TextLink to="/jobs/$jobId" params={{ jobId: job.id }} fz="sm">
          {job.number}
        </TextLink>
        <StatusBadge kind="job" status={job.status} size="md" />
      </Group>
    )
  );
}
