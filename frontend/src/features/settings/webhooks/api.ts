import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  webhookDeliveriesList,
  webhookDeliveriesResendCreate,
  webhookDeliveriesRetrieve,
  webhooksCreate,
  webhooksDestroy,
  webhooksList,
  webhooksPartialUpdate,
  webhooksRotateSecretCreate,
  webhooksTestCreate,
} from '@/shared/api/gen/sdk.gen';
import type { ChosenTypeEnum, Delivery, DeliveryDetail, Endpoint, FreshEndpoint, NewEndpointRequest } from '@/shared/api/gen/types.gen';

export const TYPES: readonly ChosenTypeEnum[] = [
  'order.placed',
  'order.paid',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'order.refunded',
  'print_job.completed',
  'print_job.failed',
];
const LOOK_AGAIN_MS = 2_000;

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: async ({ signal }) => ((await webhooksList({ query: { page_size: 100 }, signal })).data?.results ?? []) as Endpoint[],
});

/** The log of one webhook; looked at again while something is on its way. */
export const logQuery = (endpoint: string) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', endpoint, 'log'],
    queryFn: async ({ pageParam, signal }) =>
      (await webhookDeliveriesList({ query: { endpoint, page_size: 20, cursor: pageParam }, signal })).data as {
        results: Delivery[];
        next?: string | null;
      },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => (next && new URL(next).searchParams.get('cursor')) || undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.results.some(isSoon) ? LOOK_AGAIN_MS : false),
  });

/** On its way, or tried again within the minute. */
export function isSoon({ state, next_attempt_at }: Pick<Delivery, 'state' | 'next_attempt_at'>): boolean {
  return state === 'waiting' && new Date(next_attempt_at).getTime() < Date.now() + 60_000;
}

export const deliveryQuery = (id: string, state: string, tries: number) =>
  queryOptions({
    queryKey: ['webhook-deliveries', id, state, tries],
    queryFn: async ({ signal }) => (await webhookDeliveriesRetrieve({ path: { id }, signal })).data as DeliveryDetail,
  });

type Changes = { url?: string; description?: string; types?: ChosenTypeEnum[]; is_on?: boolean };

export const webhookActs = {
  add: async (body: NewEndpointRequest) => (await webhooksCreate({ body })).data as FreshEndpoint,
  edit: async (id: string, body: Changes) => (await webhooksPartialUpdate({ path: { id }, body })).data as Endpoint,
  remove: (id: string) => webhooksDestroy({ path: { id } }),
  rotate: async (id: string) => (await webhooksRotateSecretCreate({ path: { id } })).data as FreshEndpoint,
  test: (id: string) => webhooksTestCreate({ path: { id } }),
  resend: (id: string) => webhookDeliveriesResendCreate({ path: { id } }),
};
