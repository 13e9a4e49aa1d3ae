import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { ReportPage } from '@/features/moderation/ReportPage';

export const Route = createFileRoute('/platform/reports/$reportId')({
  beforeLoad: requireSignIn,
  component: () => <ReportPage id={Route.useParams().reportId} />,
});
