import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { DialogAct } from '@/features/jobs/JobDialog';
import { COLUMNS } from '@/features/review/moves';
import { ReviewBoard, type ReviewSearch } from '@/features/review/ReviewBoard';
import { onDemand } from '@/shared/ui/onDemand';

const JobDialog = onDemand(() => import('@/features/jobs/JobDialog').then((file) => file.JobDialog));

export const Route = createFileRoute('/maker/review')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab, search, column }): ReviewSearch => ({
    ...(typeof lab === 'string' && { lab }),
    ...(typeof search === 'string' && search && { search }),
    ...(COLUMNS.find((known) => known === column) && { column: column as ReviewSearch['column'] }),
  }),
  component: () => (
    <ReviewBoard
      search={Route.useSearch()}
      renderDialog={(job, act, close) => <JobDialog job={job} act={act as DialogAct} onClose={close} />}
    />
  ),
});
