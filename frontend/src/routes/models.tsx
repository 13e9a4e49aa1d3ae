import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { ModelsPage } from '@/features/models/ModelsPage';
import { type ModelsSearch, SORTS, STATUSES } from '@/features/models/search';
import { Comparison } from '@/features/quote/Comparison';

export const Route = createFileRoute('/models')({
  beforeLoad: requireSignIn,
  validateSearch: ({ search, status, archived, sort, page, open }): ModelsSearch => ({
    ...(typeof search === 'string' && search && { search }),
    ...(STATUSES.find((known) => known === status) && { status: status as ModelsSearch['status'] }),
    ...(archived === true && { archived }),
    ...(SORTS.find((known) => known === sort) && { sort: sort as ModelsSearch['sort'] }),
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
    ...(typeof open === 'string' && open && { open }),
  }),
  component: () => <ModelsPage search={Route.useSearch()} renderRepair={(after, before) => <Comparison before={before} after={after} />} />,
});
