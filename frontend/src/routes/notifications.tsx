import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { CATEGORIES } from '@/features/notifications/categories';
import { NotificationCenter } from '@/features/notifications/NotificationCenter';

export const Route = createFileRoute('/notifications')({
  beforeLoad: requireSignIn,
  validateSearch: ({ unread, category }): { unread?: true; category?: string } => ({
    ...((unread === true || unread === 'true') && { unread: true }),
    ...(CATEGORIES.some((one) => one === category) && { category: category as string }),
  }),
  component: () => <NotificationCenter {...Route.useSearch()} />,
});
