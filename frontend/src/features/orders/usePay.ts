import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ordersCheckoutCreate } from '@/shared/api/gen/sdk.gen';
import type { Checkout } from '@/shared/api/gen/types.gen';
import { useActKey } from '@/shared/api/useActKey';
import { toastError } from '@/shared/ui/toast';

/** On to the hosted pay page. The way back leads to the order, which stays payable there when the page cannot be opened. */
export function usePay() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const once = useActKey();
  const toOrder = (id: string) => navigate({ to: '/orders/$orderId', params: { orderId: id }, replace: true });
  return useMutation({
    mutationFn: async (id: string) => (await once({ id }, (headers) => ordersCheckoutCreate({ path: { id }, headers }))).data as Checkout,
    onSuccess: async ({ url }, id) => {
      await toOrder(id);
      location.assign(url);
    },
    onError: async (error, id) => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      await toOrder(id);
      toastError(error, `order-${id}`);
    },
  });
}
