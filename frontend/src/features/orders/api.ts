import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  ordersCancelCreate,
  ordersDocumentsRetrieve,
  ordersHistoryList,
  ordersList,
  ordersRetrieve,
  ordersReturnsCreate,
  paymentsList,
  paymentsSettleCreate,
  returnsList,
  returnsWithdrawCreate,
} from '@/shared/api/gen/sdk.gen';
import type {
  DocumentLink,
  Happening,
  Order,
  OrderStatusEnum,
  PaginatedOrderListList,
  Payment,
  PieceRequest,
  Return,
} from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';

export type OrderFilter = { status?: OrderStatusEnum; search?: string };

export const ordersQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'mine', filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = { scope: 'mine' as const, status: filter.status && [filter.status], search: filter.search, cursor: pageParam };
      return (await ordersList({ query, signal })).data as PaginatedOrderListList;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => (next ? (new URL(next, location.href).searchParams.get('cursor') ?? undefined) : undefined),
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', id],
    queryFn: async ({ signal }) => (await ordersRetrieve({ path: { id }, signal })).data as Order,
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', id, 'history'],
    queryFn: async ({ signal }) => ((await ordersHistoryList({ path: { id }, signal })).data ?? []) as Happening[],
  });

/** The tries to pay an order, the latest first. */
export const paymentsQuery = (order: string) =>
  queryOptions({
    queryKey: ['orders', order, 'payments'],
    queryFn: async ({ signal }) => ((await paymentsList({ query: { payable: order }, signal })).data?.results ?? []) as Payment[],
  });

export const returnsQuery = (order: string) =>
  queryOptions({
    queryKey: ['orders', order, 'returns'],
    queryFn: async ({ signal }) => ((await returnsList({ query: { order }, signal })).data?.results ?? []) as Return[],
  });

/** What became of a payment, asked at the payment service itself: true even while its message to us is on the way. */
export const settledQuery = (order: string, payment: string | undefined) =>
  queryOptions({
    queryKey: ['orders', order, 'payments', payment],
    queryFn: async ({ signal }) => (await paymentsSettleCreate({ path: { id: payment ?? '' }, signal })).data as Payment,
    enabled: Boolean(payment),
    retry: false,
  });

export const acts = {
  cancel: (id: string, reason: string) => ordersCancelCreate({ path: { id }, body: { reason } }),
  askReturn: (id: string, pieces: PieceRequest[], reason: string) => ordersReturnsCreate({ path: { id }, body: { pieces, reason } }),
  withdrawReturn: (id: string) => returnsWithdrawCreate({ path: { id } }),
  paper: async (id: string, document: string) =>
    (await ordersDocumentsRetrieve({ path: { id, document } as never })).data as unknown as DocumentLink,
};

onFrame('status.changed', ({ kind }) => (['order', 'payment', 'refund', 'return'].includes(String(kind)) ? [['orders']] : []));
onFrame('notification.created', ({ notification }) =>
  String((notification as { kind: string }).kind).startsWith('order.') ? [['orders']] : [],
);
