import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { type DialogAct, JobDialog } from '@/features/jobs/JobDialog';
import { ReviewBoard, type ReviewSearch } from '@/features/review/ReviewBoard';

export const Route = createFileRoute('/maker/review')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab, search }): ReviewSearch => ({
    ...(typeof lab === 'string' && { lab }),
    ...(typeof search === 'string' && search && { search }),
  }),
  component: () => (
    <ReviewBoard
      search={Route.useSearch()}
      renderDialog={(job, act, close) => <JobDialog job={job} act={act as DialogAct} onClose={close} />}
    />
  ),
});
