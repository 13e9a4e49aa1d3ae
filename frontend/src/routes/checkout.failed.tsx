import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { PaymentOutcome } from '@/features/orders/PaymentOutcome';
import { readReturn } from '@/features/orders/readReturn';

export const Route = createFileRoute('/checkout/failed')({
  beforeLoad: requireSignIn,
  validateSearch: readReturn,
  component: () => <PaymentOutcome {...Route.useSearch()} hasPaid={false} />,
});
