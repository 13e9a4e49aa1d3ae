import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  notificationPreferencesRetrieve,
  notificationPreferencesUpdate,
  notificationsList,
  notificationsReadAllCreate,
  notificationsReadCreate,
  notificationsSeenCreate,
  notificationsUndoReadAllCreate,
  notificationsUnreadCountRetrieve,
  notificationsUnreadCreate,
  notificationTimingPartialUpdate,
  notificationTimingRetrieve,
  pushDevicesDestroy,
  pushDevicesList,
  pushDevicesTestCreate,
} from '@/shared/api/gen/sdk.gen';
import type { Device, Notification, Preference, Timing } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { onFrame } from '@/shared/realtime';

export type NotificationPage = { next?: string | null; results: Notification[] };
export type Narrowing = { unread?: true; category?: string };
type Latest = Notification[];
type All = { pages: NotificationPage[]; pageParams: unknown[] };

export const bellQuery = queryOptions({
  queryKey: ['notifications', 'bell'],
  queryFn: async ({ signal }) => (await notificationsUnreadCountRetrieve({ signal })).data ?? { unread: 0, unseen: 0 },
});

export const latestQuery = queryOptions({
  queryKey: ['notifications', 'latest'],
  queryFn: async ({ signal }) => (await notificationsList({ query: { page_size: 8 }, signal })).data?.results ?? [],
});

export const allQuery = ({ unread, category }: Narrowing) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'all', unread ?? false, category ?? ''],
    queryFn: async ({ pageParam, signal }) =>
      (await notificationsList({ query: { cursor: pageParam, ...(unread && { unread: true }), ...(category && { category }) }, signal }))
        .data as NotificationPage,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => (next ? (new URL(next, location.href).searchParams.get('cursor') ?? undefined) : undefined),
  });

export const preferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: async ({ signal }) => (await notificationPreferencesRetrieve({ signal })).data?.kinds ?? [],
});

export const savePreference = async ({ kind, in_app, mail, push }: Preference) =>
  (await notificationPreferencesUpdate({ body: { kinds: [{ kind, in_app, mail, push }] } })).data?.kinds ?? [];

export const timingQuery = queryOptions({
  queryKey: ['notification-timing'],
  queryFn: async ({ signal }) => (await notificationTimingRetrieve({ signal })).data as Timing,
});

export const saveTiming = async (wish: Partial<Timing>) => (await notificationTimingPartialUpdate({ body: wish })).data as Timing;

export const devicesQuery = queryOptions({
  queryKey: ['push-devices'],
  queryFn: async ({ signal }) => ((await pushDevicesList({ signal })).data?.results ?? []) as Device[],
});

export const removeDevice = async (id: string) => void (await pushDevicesDestroy({ path: { id } }));
export const testDevice = async (id: string) => void (await pushDevicesTestCreate({ path: { id } }));

const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: ['notifications'] });

/** At once on the screen; the server's word follows. One that grew meanwhile has become another: the list shows it. */
export async function markRead(queries: QueryClient, id: string, isRead = true): Promise<void> {
  await queries.cancelQueries({ queryKey: ['notifications'] });
  show(queries, id, isRead);
  const act = isRead ? notificationsReadCreate : notificationsUnreadCreate;
  try {
    await act({ path: { id } });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  } finally {
    await refresh(queries);
  }
}

function show(queries: QueryClient, id: string, isRead: boolean): void {
  const read_at = isRead ? new Date().toISOString() : null;
  const change = (one: Notification) => (one.id === id ? { ...one, read_at } : one);
  queries.setQueryData<Latest>(latestQuery.queryKey, (latest) => latest?.map(change));
  queries.setQueriesData<All>(
    { queryKey: ['notifications', 'all'] },
    (all) => all && { ...all, pages: all.pages.map((page) => ({ ...page, results: page.results.map(change) })) },
  );
  queries.setQueryData(bellQuery.queryKey, (bell) => bell && { ...bell, unread: Math.max(0, bell.unread + (isRead ? -1 : 1)) });
}

/** Gives how to take it back; undefined when nothing was unread. */
export async function markAllRead(queries: QueryClient): Promise<(() => Promise<void>) | undefined> {
  const { data } = await notificationsReadAllCreate();
  await refresh(queries);
  const read_at = data?.read_at;
  if (!read_at) return undefined;
  return async () => {
    await notificationsUndoReadAllCreate({ body: { read_at } });
    await refresh(queries);
  };
}

export async function markSeen(queries: QueryClient): Promise<void> {
  await notificationsSeenCreate();
  await queries.invalidateQueries({ queryKey: bellQuery.queryKey });
}

/** News that say that what is known of the person is another. */
const ABOUT_ME = ['account.mail_refused', 'security.email_changed'];

onFrame('notification.created', ({ notification }) => [
  ['notifications'],
  ...(ABOUT_ME.includes((notification as Notification).kind) ? [['me']] : []),
]);
onFrame('notification.read', () => [['notifications']]);
onFrame('notification.unread', () => [['notifications']]);
