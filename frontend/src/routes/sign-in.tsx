import { createFileRoute } from '@tanstack/react-router';
import { SignIn } from '@/features/auth/SignIn';

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' && search.next.startsWith('/') ? { next: search.next } : {},
  component: () => <SignIn next={Route.useSearch().next} />,
});
