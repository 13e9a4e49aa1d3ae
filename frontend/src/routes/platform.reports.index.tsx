import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { reportsSearchOf } from '@/features/moderation/api';
import { ReportsPage } from '@/features/moderation/ReportsPage';

export const Route = createFileRoute('/platform/reports/')({
  beforeLoad: requireSignIn,
  validateSearch: reportsSearchOf,
  component: () => <ReportsPage search={Route.useSearch()} />,
});
