import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { NotificationCenter } from '@/features/notifications/NotificationCenter';

export const Route = createFileRoute('/notifications')({
  beforeLoad: requireSignIn,
  validateSearch: ({ unread }): { unread?: true } => (unread === true || unread === 'true' ? { unread: true } : {}),
  component: () => <NotificationCenter unread={Route.useSearch().unread ?? false} />,
});
