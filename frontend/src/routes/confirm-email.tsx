import { createFileRoute } from '@tanstack/react-router';
import { ConfirmEmail } from '@/features/auth/ConfirmEmail';

export const Route = createFileRoute('/confirm-email')({
  validateSearch: ({ uid, token }): { uid: string; token: string } => ({ uid: String(uid ?? ''), token: String(token ?? '') }),
  component: () => <ConfirmEmail {...Route.useSearch()} />,
});
