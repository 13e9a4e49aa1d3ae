import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { ROLES, type UsersSearch } from '@/features/platform/UsersApi';
import { UsersPage } from '@/features/platform/UsersPage';

export const Route = createFileRoute('/platform/users')({
  beforeLoad: requireSignIn,
  validateSearch: ({ search, role, active, sort, page }): UsersSearch => ({
    ...(typeof search === 'string' && search && { search }),
    ...(ROLES.find((known) => known === role) && { role: role as UsersSearch['role'] }),
    ...(typeof active === 'boolean' && { active }),
    ...(typeof sort === 'string' && sort && { sort }),
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
  }),
  component: () => <UsersPage search={Route.useSearch()} />,
});
