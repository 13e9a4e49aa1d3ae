import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { Checkout } from '@/features/cart/Checkout';
import type { CheckoutSearch } from '@/features/cart/checkout';
import { usePay } from '@/features/orders/usePay';

export const Route = createFileRoute('/checkout/')({
  beforeLoad: requireSignIn,
  validateSearch: ({ address, method }): CheckoutSearch => ({
    ...(typeof address === 'string' && { address }),
    ...(typeof method === 'string' && { method }),
  }),
  component: CheckoutRoute,
});

function CheckoutRoute() {
  const search = Route.useSearch();
  const navigate = useNavigate();
  const pay = usePay();
  return (
    <Checkout
      search={search}
      onChange={(changes) =>
        void navigate({ to: '/checkout', search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false })
      }
      onPlaced={({ id, status }) =>
        status === 'pending' ? pay.mutate(id) : void navigate({ to: '/checkout/success', search: { order: id }, replace: true })
      }
    />
  );
}
