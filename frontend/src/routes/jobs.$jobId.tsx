import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { JobPage } from '@/features/jobs/JobPage';
import { Breakdown } from '@/features/quote/Breakdown';
import { searchOf } from '@/features/quote/wish';

export const Route = createFileRoute('/jobs/$jobId')({
  beforeLoad: requireSignIn,
  component: () => (
    <JobPage
      id={Route.useParams().jobId}
      renderPrice={(job) => <Breakdown lines={job.lines} total={job.price} />}
      again={(job) => ({ ...searchOf(job), lab: job.lab.id })}
    />
  ),
});
