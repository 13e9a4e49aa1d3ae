import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { OrderFilter } from '@/features/orders/api';
import { OrderList } from '@/features/orders/OrderList';
import { STATUSES } from '@/features/orders/statuses';

export const Route = createFileRoute('/orders/')({
  beforeLoad: requireSignIn,
  validateSearch: ({ status, search }): OrderFilter => ({
    ...(STATUSES.find((known) => known === status) && { status: status as OrderFilter['status'] }),
    ...(typeof search === 'string' && search && { search }),
  }),
  component: () => <OrderList search={Route.useSearch()} />,
});
