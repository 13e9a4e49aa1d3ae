import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { JobPage } from '@/features/jobs/JobPage';
import { Breakdown } from '@/features/quote/Breakdown';
import { searchOf } from '@/features/quote/wish';
import { onDemand } from '@/shared/ui/onDemand';

const SubjectChat = onDemand(async () => (await import('@/features/inbox/SubjectChat')).SubjectChat);

export const Route = createFileRoute('/jobs/$jobId')({
  beforeLoad: requireSignIn,
  component: () => (
    <JobPage
      id={Route.useParams().jobId}
      renderPrice={(job) => <Breakdown lines={job.lines} total={job.price} />}
      chat={<SubjectChat type="print_job" id={Route.useParams().jobId} />}
      again={(job) => ({ ...searchOf(job), lab: job.lab.id })}
    />
  ),
});
