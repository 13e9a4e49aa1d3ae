import { createFileRoute } from '@tanstack/react-router';
import { type ShopSearch, SORTS } from '@/features/shop/api';
import { ShopPage } from '@/features/shop/ShopPage';

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const amount = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : undefined);

export const Route = createFileRoute('/shop/')({
  validateSearch: (found: Record<string, unknown>): ShopSearch => ({
    search: text(found.search),
    category: text(found.category),
    lab: text(found.lab),
    available: found.available === true || undefined,
    rating: amount(found.rating),
    min: amount(found.min),
    max: amount(found.max),
    sort: SORTS.find((sort) => sort === found.sort),
    page: amount(found.page) || undefined,
  }),
  component: () => <ShopPage search={Route.useSearch()} />,
});
