import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { type MaterialsSearch, TECHNOLOGIES } from '@/features/materials/api';
import { MaterialsPage } from '@/features/materials/MaterialsPage';

export const Route = createFileRoute('/platform/materials')({
  beforeLoad: requireSignIn,
  validateSearch: ({ search, technology, sort, page }): MaterialsSearch => ({
    ...(typeof search === 'string' && search && { search }),
    ...(TECHNOLOGIES.find((known) => known === technology) && { technology: technology as MaterialsSearch['technology'] }),
    ...(typeof sort === 'string' && sort && { sort }),
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
  }),
  component: () => <MaterialsPage search={Route.useSearch()} />,
});
