import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { Totals } from '@/features/cart/Totals';
import { JobOfLine } from '@/features/jobs/JobOfLine';
import { OrderPage } from '@/features/orders/OrderPage';
import { sumsOf } from '@/features/orders/sums';
import { onDemand } from '@/shared/ui/onDemand';

const SubjectChat = onDemand(async () => (await import('@/features/inbox/SubjectChat')).SubjectChat);

export const Route = createFileRoute('/orders/$orderId')({
  beforeLoad: requireSignIn,
  component: () => (
    <OrderPage
      id={Route.useParams().orderId}
      renderTotals={(order) => <Totals sums={sumsOf(order)} isSent />}
      chat={<SubjectChat type="order" id={Route.useParams().orderId} />}
      renderLine={({ id, kind }, order) => kind === 'print_job' && <JobOfLine line={id} order={order.id} />}
    />
  ),
});
