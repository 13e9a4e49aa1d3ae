import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  cartCouponCreate,
  cartCouponDestroy,
  cartItemsCreate,
  cartItemsDestroy,
  cartItemsPartialUpdate,
  cartRetrieve,
  cartUpdate,
} from '@/shared/api/gen/sdk.gen';
import type { Cart, CartLine } from '@/shared/api/gen/types.gen';
import { ensureIdentity } from '@/shared/auth/session';
import { toastError } from '@/shared/ui/toast';

/** Where and how it would be sent decides taxes and shipping; before the checkout nobody knows. */
export type Delivery = { country?: string; shipping_method?: string };
/** So many of one thing, with what the buyer says to its maker and chooses of it: the printer of a print. */
export type Pick = { kind: string; ref: string; quantity: number; note?: string; choice?: string | null };

/** What brings a line back as it was. */
export const pickOf = ({ kind, ref, quantity, note, choice }: CartLine): Pick => ({ kind, ref, quantity, note, choice });

export const CART = ['cart'] as const;

export const cartQuery = (delivery: Delivery = {}) =>
  queryOptions({
    queryKey: [...CART, delivery],
    queryFn: async ({ signal }) => (await cartRetrieve({ query: delivery, signal })).data as Cart,
  });

const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: CART });

export function useAddToCart() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (pick: Pick) => {
      await ensureIdentity();
      return cartItemsCreate({ body: pick });
    },
    onSettled: () => refresh(queries),
    onError: (error) => toastError(error, 'cart'),
  });
}

/** The number changes under the finger; the prices follow from the server. */
export function useChangeQuantity() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, quantity }: { id: string; quantity: number }) => cartItemsPartialUpdate({ path: { id }, body: { quantity } }),
    onMutate: async ({ id, quantity }) => {
      await queries.cancelQueries({ queryKey: CART });
      return patched(queries, (cart) => ({ ...cart, lines: cart.lines.map((line) => (line.id === id ? { ...line, quantity } : line)) }));
    },
    onError: (error, _, before) => undo(queries, before, error),
    onSettled: () => refresh(queries),
  });
}

/** `onRemoved` is told even when the row, or with the last one the list, is gone by then. */
export function useRemoveLine(onRemoved: (line: CartLine) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: CartLine) => cartItemsDestroy({ path: { id } }),
    onMutate: async ({ id }) => {
      await queries.cancelQueries({ queryKey: CART });
      return patched(queries, (cart) => ({ ...cart, lines: cart.lines.filter((line) => line.id !== id) }));
    },
    onSuccess: (_, line) => onRemoved(line),
    onError: (error, _, before) => undo(queries, before, error),
    onSettled: () => refresh(queries),
  });
}

/** Exactly these things: empties the cart, and brings it back. */
export function useFillCart() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (items: Pick[]) => cartUpdate({ body: { items } as never }),
    onError: (error) => toastError(error, 'cart'),
    onSettled: () => refresh(queries),
  });
}

export function useCoupon() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string | null) => (code === null ? cartCouponDestroy() : cartCouponCreate({ body: { code } })) as Promise<unknown>,
    onSettled: () => refresh(queries),
  });
}

type Before = [readonly unknown[], Cart | undefined][];

function patched(queries: QueryClient, change: (cart: Cart) => Cart): Before {
  const before = queries.getQueriesData<Cart>({ queryKey: CART }) as Before;
  for (const [key, cart] of before) if (cart) queries.setQueryData(key, change(cart));
  return before;
}

function undo(queries: QueryClient, before: Before | undefined, error: unknown): void {
  for (const [key, cart] of before ?? []) queries.setQueryData(key, cart);
  toastError(error, 'cart');
}
