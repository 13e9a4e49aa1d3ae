import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { OrderPage } from '@/features/office/orders/OrderPage';

export const Route = createFileRoute('/platform/orders/$orderId')({
  beforeLoad: requireSignIn,
  component: () => <OrderPage id={Route.useParams().orderId} />,
});
