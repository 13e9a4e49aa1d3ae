import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { JobFilter } from '@/features/jobs/api';
import { PrintHistory } from '@/features/jobs/PrintHistory';
import { STATUSES } from '@/features/jobs/statuses';

export const Route = createFileRoute('/prints')({
  beforeLoad: requireSignIn,
  validateSearch: ({ status, search, open }): JobFilter => ({
    ...(STATUSES.find((known) => known === status) && { status: status as JobFilter['status'] }),
    ...(open === true && { open }),
    ...(typeof search === 'string' && search && { search }),
  }),
  component: () => <PrintHistory search={Route.useSearch()} />,
});
