import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { UserHome } from '@/features/dashboards/UserHome';
import { JobRow } from '@/features/jobs/PrintHistory';

export const Route = createFileRoute('/home')({
  beforeLoad: requireSignIn,
  component: () => <UserHome renderJob={(job) => <JobRow job={job} />} />,
});
