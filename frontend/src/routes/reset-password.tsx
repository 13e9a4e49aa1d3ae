import { createFileRoute } from '@tanstack/react-router';
import { ResetPassword } from '@/features/auth/ResetPassword';

export const Route = createFileRoute('/reset-password')({
  validateSearch: ({ uid, token }): { uid: string; token: string } => ({ uid: String(uid ?? ''), token: String(token ?? '') }),
  component: () => <ResetPassword {...Route.useSearch()} />,
});
