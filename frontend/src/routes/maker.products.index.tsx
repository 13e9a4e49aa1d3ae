import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { ProductsSearch } from '@/features/office/products/api';
import { ProductsPage } from '@/features/office/products/ProductsPage';
import { LANGUAGES, type Language } from '@/shared/i18n';

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in LANGUAGES;
const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

export const Route = createFileRoute('/maker/products/')({
  beforeLoad: requireSignIn,
  validateSearch: ({ search, lab, published, missing, sort, page, table }): ProductsSearch => ({
    ...(text(search) && { search: text(search) }),
    ...(text(lab) && { lab: text(lab) }),
    ...(typeof published === 'boolean' && { published }),
    ...(isLanguage(missing) && { missing }),
    ...(text(sort) && { sort: text(sort) }),
    ...(text(table) && { table: text(table) }),
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
  }),
  component: () => <ProductsPage search={Route.useSearch()} />,
});
