import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { Totals } from '@/features/cart/Totals';
import { OrderPage } from '@/features/orders/OrderPage';
import { sumsOf } from '@/features/orders/sums';

export const Route = createFileRoute('/orders/$orderId')({
  beforeLoad: requireSignIn,
  component: () => <OrderPage id={Route.useParams().orderId} renderTotals={(order) => <Totals sums={sumsOf(order)} isSent />} />,
});
