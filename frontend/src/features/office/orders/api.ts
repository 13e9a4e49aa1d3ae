import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  ordersBulkStatusCreate,
  ordersDeliverCreate,
  ordersExportRetrieve,
  ordersHistoryList,
  ordersList,
  ordersNoteCreate,
  ordersPackingSlipRetrieve,
  ordersRefundCreate,
  ordersRetrieve,
  ordersShipCreate,
  ordersStatusCreate,
  returnsApproveCreate,
  returnsDeclineCreate,
  returnsList,
  returnsReceiveCreate,
} from '@/shared/api/gen/sdk.gen';
import type {
  BulkOutcome,
  NewRefundRequest,
  NewShipmentRequest,
  Order,
  OrderStatusEnum,
  OrderStepEnum,
  PaginatedOrderListList,
  Return,
} from '@/shared/api/gen/types.gen';
import { minorOf } from '@/shared/lib/amounts';
import { onFrame } from '@/shared/realtime';

/** Orders move by themselves: paid, called off, asked to be taken back. */
onFrame('status.changed', ({ kind }) => (['order', 'payment', 'refund', 'return'].includes(String(kind)) ? [['orders']] : []));

export const PAGE_SIZE = 25;
export const STATUSES = ['pending', 'paid', 'in_production', 'shipped', 'delivered', 'cancelled', 'expired', 'refunded'] as const;
/** What many orders can be set to at once; money only moves order by order. */
export const STEPS = ['in_production', 'shipped', 'delivered'] as const;

/** Whose orders: those with lines of my labs, or all of the platform. */
export type Side = 'maker' | 'platform';
export const homeOf = (side: Side) => `/${side}/orders`;

/** As in the URL; amounts are whole units of the reader's currency there and minor units in the API; orders in others are left out. */
export type OrdersSearch = {
  search?: string;
  status?: OrderStatusEnum[];
  after?: string;
  before?: string;
  min?: number;
  max?: number;
  review?: true;
  customer?: string;
  sort?: string;
  cursor?: string;
};

const narrowed = (side: Side, { search, status, after, before, min, max, review, customer, sort }: OrdersSearch, currency: string) => ({
  ...(side === 'maker' && { scope: 'lab' as const }),
  search,
  status,
  after,
  before,
  min_amount: minorOf(min, currency),
  max_amount: minorOf(max, currency),
  currency: min === undefined && max === undefined ? undefined : currency,
  review,
  customer,
  ordering: sort,
});

export const ordersQuery = (side: Side, search: OrdersSearch, currency: string) =>
  queryOptions({
    queryKey: ['orders', 'office', side, search, currency],
    queryFn: async ({ signal }) => {
      const query = { ...narrowed(side, search, currency), cursor: search.cursor, page_size: PAGE_SIZE };
      return (await ordersList({ query, signal })).data as PaginatedOrderListList;
    },
    placeholderData: keepPreviousData,
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'office', 'one', id],
    queryFn: async ({ signal }) => (await ordersRetrieve({ path: { id }, signal })).data as Order,
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'office', 'history', id],
    queryFn: async ({ signal }) => (await ordersHistoryList({ path: { id }, signal })).data ?? [],
  });

export const returnsQuery = (order: string) =>
  queryOptions({
    queryKey: ['orders', 'office', 'returns', order],
    queryFn: async ({ signal }) => ((await returnsList({ query: { order, page_size: 100 }, signal })).data?.results ?? []) as Return[],
  });

/** The filtered list as a file. */
export async function exportOrders(side: Side, search: OrdersSearch, currency: string, form: 'csv' | 'xlsx'): Promise<Blob> {
  const query = { ...narrowed(side, search, currency), as: form };
  return (await ordersExportRetrieve({ query, parseAs: 'blob' })).data as Blob;
}

/** The PDF for one parcel, or for what is left to send. */
export const packingSlip = async (id: string, shipment?: string): Promise<Blob> =>
  (await ordersPackingSlipRetrieve({ path: { id }, query: { shipment }, parseAs: 'blob' })).data as Blob;

const of = (id: string) => ({ path: { id } });
/** Under the same key it happens once, however often it is sent. */
const once = (key: string) => ({ headers: { 'Idempotency-Key': key } });

export const orderActs = {
  refund: (id: string, body: NewRefundRequest, key: string) => ordersRefundCreate({ ...of(id), body, ...once(key) }),
  ship: (id: string, body: NewShipmentRequest, key: string) => ordersShipCreate({ ...of(id), body, ...once(key) }),
  deliver: (id: string, shipment?: string) => ordersDeliverCreate({ ...of(id), body: { shipment } }),
  step: (id: string, status: OrderStepEnum, reason = '') => ordersStatusCreate({ ...of(id), body: { status, reason } }),
  note: (id: string, text: string) => ordersNoteCreate({ ...of(id), body: { text } }),
  stepMany: async (orders: string[], status: OrderStepEnum) =>
    (await ordersBulkStatusCreate({ body: { orders, status } })).data as unknown as BulkOutcome[],
};

export const returnActs = {
  approve: (id: string, answer: string) => returnsApproveCreate({ ...of(id), body: { answer } }),
  decline: (id: string, answer: string) => returnsDeclineCreate({ ...of(id), body: { answer } }),
  receive: (id: string) => returnsReceiveCreate({ ...of(id), body: {} }),
};
