import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  notificationPreferencesRetrieve,
  notificationPreferencesUpdate,
  notificationsList,
  notificationsReadAllCreate,
  notificationsReadCreate,
  notificationsSeenCreate,
  notificationsUnreadCountRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { Notification, Preference } from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';

export type NotificationPage = { next?: string | null; results: Notification[] };

export const bellQuery = queryOptions({
  queryKey: ['notifications', 'bell'],
  queryFn: async ({ signal }) => (await notificationsUnreadCountRetrieve({ signal })).data ?? { unread: 0, unseen: 0 },
});

export const latestQuery = queryOptions({
  queryKey: ['notifications', 'latest'],
  queryFn: async ({ signal }) => (await notificationsList({ query: { page_size: 8 }, signal })).data?.results ?? [],
});

export const allQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'all', unread],
    queryFn: async ({ pageParam, signal }) =>
      (await notificationsList({ query: { cursor: pageParam, ...(unread && { unread: true }) }, signal })).data as NotificationPage,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => (next ? (new URL(next, location.href).searchParams.get('cursor') ?? undefined) : undefined),
  });

export const preferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: async ({ signal }) => (await notificationPreferencesRetrieve({ signal })).data?.kinds ?? [],
});

export const savePreference = async ({ kind, in_app, mail }: Preference) =>
  (await notificationPreferencesUpdate({ body: { kinds: [{ kind, in_app, mail }] } })).data?.kinds ?? [];

const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ['notifications'] });

export async function markRead(queries: QueryClient, id: string): Promise<void> {
  await notificationsReadCreate({ path: { id } });
  await refresh(queries);
}

export async function markAllRead(queries: QueryClient): Promise<void> {
  await notificationsReadAllCreate();
  await refresh(queries);
}

export async function markSeen(queries: QueryClient): Promise<void> {
  await notificationsSeenCreate();
  await queries.invalidateQueries({ queryKey: bellQuery.queryKey });
}

onFrame('notification.created', () => [['notifications']]);
onFrame('notification.read', () => [['notifications']]);
