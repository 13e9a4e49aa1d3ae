import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { OrdersPage } from '@/features/office/orders/OrdersPage';
import { ordersSearchOf } from '@/features/office/orders/search';

export const Route = createFileRoute('/platform/orders/')({
  beforeLoad: requireSignIn,
  validateSearch: ordersSearchOf,
  component: () => <OrdersPage side="platform" search={Route.useSearch()} />,
});
