import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { type StockSearch, TABS } from '@/features/stock/api';
import { StockPage } from '@/features/stock/StockPage';

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

export const Route = createFileRoute('/maker/stock')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab, tab, search, material, low, archived, sort, page }): StockSearch => ({
    ...(text(lab) && { lab: text(lab) }),
    ...(TABS.find((known) => known === tab) && { tab: tab as StockSearch['tab'] }),
    ...(text(search) && { search: text(search) }),
    ...(text(material) && { material: text(material) }),
    ...(low === true && { low }),
    ...(archived === true && { archived }),
    ...(text(sort) && { sort: text(sort) }),
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
  }),
  component: () => <StockPage search={Route.useSearch()} />,
});
