import { createFileRoute } from '@tanstack/react-router';
import { Register } from '@/features/auth/Register';

export const Route = createFileRoute('/register')({
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' && search.next.startsWith('/') ? { next: search.next } : {},
  component: () => <Register next={Route.useSearch().next} />,
});
