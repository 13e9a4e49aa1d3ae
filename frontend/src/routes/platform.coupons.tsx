import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { CouponsSearch } from '@/features/office/coupons/api';
import { CouponsPage } from '@/features/office/coupons/CouponsPage';

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

export const Route = createFileRoute('/platform/coupons')({
  beforeLoad: requireSignIn,
  validateSearch: ({ search, active, cursor }): CouponsSearch => ({
    ...(text(search) && { search: text(search) }),
    ...(typeof active === 'boolean' && { active }),
    ...(text(cursor) && { cursor: text(cursor) }),
  }),
  component: () => <CouponsPage search={Route.useSearch()} />,
});
