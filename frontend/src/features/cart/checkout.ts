import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { meAddressesCreate, meAddressesList, ordersCreate } from '@/shared/api/gen/sdk.gen';
import type { Address, AddressRequest, Cart, NewOrderRequest, Order, ShippingOption } from '@/shared/api/gen/types.gen';
import { useActKey } from '@/shared/api/useActKey';
import { CART } from './api';

export type CheckoutSearch = { address?: string; method?: string };

export const addressesQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: async ({ signal }) => ((await meAddressesList({ signal })).data ?? []) as Address[],
});

/** The chosen one, else the usual one. */
export const addressOf = (rows: Address[], chosen?: string): Address | undefined =>
  rows.find(({ id }) => id === chosen) ?? rows.find((row) => row.is_default) ?? rows[0];

/** The chosen way if it goes there, else the first that does; who wants to come for it says so. */
export function methodOf(options: ShippingOption[], chosen?: string): ShippingOption | undefined {
  const usable = options.filter(({ problem }) => !problem);
  return usable.find(({ id }) => id === chosen) ?? usable.find(({ kind }) => kind !== 'pickup') ?? usable[0];
}

export function useSaveAddress(onSaved: (address: Address) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: AddressRequest) => (await meAddressesCreate({ body })).data as Address,
    onSuccess: async (address) => {
      await queries.invalidateQueries({ queryKey: addressesQuery.queryKey });
      onSaved(address);
    },
  });
}

type Wish = { cart: Cart; address: Address; method: ShippingOption | undefined; note: string };

/** What was seen is what is ordered; when that has changed meanwhile, the cart is asked for anew and nothing is lost. */
export function usePlaceOrder() {
  const queries = useQueryClient();
  const once = useActKey();
  return useMutation({
    mutationFn: async (wish: Wish) => {
      const body = orderOf(wish);
      return (await once(body, (headers) => ordersCreate({ body, headers }))).data as Order;
    },
    onError: () => queries.invalidateQueries({ queryKey: CART }),
  });
}

/** What is picked up goes nowhere: its address is the bill's. */
export function orderOf({ cart, address, method, note }: Wish): NewOrderRequest {
  const { name, company, street, street2, postal_code, city, region, country, phone } = address;
  const place = { name, company, street, street2, postal_code, city, region, country, phone };
  return {
    expected_total: cart.total,
    shipping_method: method?.id ?? null,
    ...(method?.kind === 'pickup' ? { billing_address: place } : { shipping_address: place }),
    note: note.trim(),
  };
}
