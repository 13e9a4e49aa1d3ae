import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { OrderPage } from '@/features/office/orders/OrderPage';
import { onDemand } from '@/shared/ui/onDemand';

const SubjectChat = onDemand(async () => (await import('@/features/inbox/SubjectChat')).SubjectChat);

export const Route = createFileRoute('/maker/orders/$orderId')({
  beforeLoad: requireSignIn,
  component: () => <OrderPage id={Route.useParams().orderId} chat={<SubjectChat type="order" id={Route.useParams().orderId} />} />,
});
