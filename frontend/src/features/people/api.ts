import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  blocksDestroy,
  blocksList,
  friendRequestsAcceptCreate,
  friendRequestsCancelCreate,
  friendRequestsDeclineCreate,
  friendRequestsList,
  friendsList,
  myProfileRetrieve,
  myProfileUpdate,
  peopleBefriendCreate,
  peopleBlockCreate,
  peopleFriendsList,
  peopleList,
  peopleRetrieve,
  peopleUnfriendCreate,
} from '@/shared/api/gen/sdk.gen';
import type { Block, FriendRequest, MyProfile, PatchedMyProfileRequest, PersonCard, PersonProfile } from '@/shared/api/gen/types.gen';
import { nextCursor } from '@/shared/lib/cursor';
import { onFrame } from '@/shared/realtime';

type Page<Row> = { next?: string | null; results: Row[] };
const FIRST = undefined as string | undefined;

export const SHORTEST_SEARCH = 2;

export const friendsQuery = (search?: string) =>
  infiniteQueryOptions({
    queryKey: ['people', 'friends', search],
    queryFn: async ({ pageParam, signal }) =>
      (await friendsList({ query: { search, cursor: pageParam, page_size: 50 }, signal })).data as Page<PersonCard>,
    initialPageParam: FIRST,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const foundQuery = (search = '') =>
  infiniteQueryOptions({
    queryKey: ['people', 'found', search],
    queryFn: async ({ pageParam, signal }) =>
      (await peopleList({ query: { search, cursor: pageParam, page_size: 50 }, signal })).data as Page<PersonCard>,
    initialPageParam: FIRST,
    getNextPageParam: nextCursor,
    enabled: search.length >= SHORTEST_SEARCH,
    placeholderData: keepPreviousData,
  });

export const friendsOfQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['people', 'friends-of', id],
    queryFn: async ({ pageParam, signal }) =>
      (await peopleFriendsList({ path: { id }, query: { cursor: pageParam, page_size: 24 }, signal })).data as Page<PersonCard>,
    initialPageParam: FIRST,
    getNextPageParam: nextCursor,
  });

/** All of one direction: nobody waits for more than two hundred answers. */
export const requestsQuery = (direction: 'in' | 'out') =>
  queryOptions({
    queryKey: ['people', 'requests', direction],
    queryFn: async ({ signal }) =>
      ((await friendRequestsList({ query: { direction, page_size: 100 }, signal })).data?.results ?? []) as FriendRequest[],
  });

export const blocksQuery = infiniteQueryOptions({
  queryKey: ['people', 'blocks'],
  queryFn: async ({ pageParam, signal }) => (await blocksList({ query: { cursor: pageParam, page_size: 50 }, signal })).data as Page<Block>,
  initialPageParam: FIRST,
  getNextPageParam: nextCursor,
});

/** By username or id. */
export const personQuery = (key: string) =>
  queryOptions({
    queryKey: ['people', 'one', key],
    queryFn: async ({ signal }) => (await peopleRetrieve({ path: { id: key }, signal })).data as PersonProfile,
  });

export const myProfileQuery = queryOptions({
  queryKey: ['people', 'me'],
  queryFn: async ({ signal }) => (await myProfileRetrieve({ signal })).data as MyProfile,
});

type Init = { keepalive?: boolean };

export const acts = {
  befriend: async (id: string) => (await peopleBefriendCreate({ path: { id } })).data as PersonProfile,
  unfriend: (id: string, init: Init) => peopleUnfriendCreate({ path: { id }, ...init }),
  block: (id: string) => peopleBlockCreate({ path: { id } }),
  unblock: (block: string) => blocksDestroy({ path: { id: block } }),
  accept: (request: string) => friendRequestsAcceptCreate({ path: { id: request } }),
  decline: (request: string, init: Init) => friendRequestsDeclineCreate({ path: { id: request }, ...init }),
  cancel: (request: string) => friendRequestsCancelCreate({ path: { id: request } }),
  editMe: async (changes: PatchedMyProfileRequest) => (await myProfileUpdate({ body: changes })).data as MyProfile,
};

onFrame('status.changed', ({ kind }) => (kind === 'friendship' ? [['people']] : []));
onFrame('notification.created', ({ notification }) =>
  String((notification as { kind: string }).kind).startsWith('friend.') ? [['people']] : [],
);
