import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { OrdersPage } from '@/features/office/orders/OrdersPage';
import { ordersSearchOf } from '@/features/office/orders/search';

export const Route = createFileRoute('/maker/orders/')({
  beforeLoad: requireSignIn,
  validateSearch: ordersSearchOf,
  component: () => <OrdersPage side="maker" search={Route.useSearch()} />,
});
