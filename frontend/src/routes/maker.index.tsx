import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { MakerHome } from '@/features/dashboards/MakerHome';
import { JobRow } from '@/features/jobs/PrintHistory';

export const Route = createFileRoute('/maker/')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab }): { lab?: string } => (typeof lab === 'string' ? { lab } : {}),
  component: MakerPage,
});

function MakerPage() {
  const navigate = Route.useNavigate();
  return (
    <MakerHome lab={Route.useSearch().lab} onLab={(lab) => void navigate({ search: { lab } })} renderJob={(job) => <JobRow job={job} />} />
  );
}
