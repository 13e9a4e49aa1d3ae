import { createFileRoute } from '@tanstack/react-router';
import { ConfirmNewEmail } from '@/features/auth/ConfirmNewEmail';

export const Route = createFileRoute('/confirm-new-email')({
  validateSearch: ({ token }): { token: string } => ({ token: String(token ?? '') }),
  component: () => <ConfirmNewEmail {...Route.useSearch()} />,
});
