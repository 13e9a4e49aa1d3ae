import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  labColorsList,
  labsCreate,
  labsHistoryList,
  labsList,
  labsNearbyList,
  labsReapplyCreate,
  labsRetrieve,
  materialPricesList,
  printersList,
} from '@/shared/api/gen/sdk.gen';
import type { Lab, LabRequest, PaginatedLabSummaryList } from '@/shared/api/gen/types.gen';
import type { Spot } from '@/shared/lib/useSpot';
import { onFrame } from '@/shared/realtime';

const NEARBY_KM = 2000;

export const labsQuery = (search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['labs', 'public', search],
    queryFn: async ({ pageParam, signal }) =>
      (await labsList({ query: { search, page: pageParam, page_size: 50 }, signal })).data as PaginatedLabSummaryList,
    initialPageParam: 1,
    getNextPageParam: ({ next }, _, page) => (next ? page + 1 : undefined),
    placeholderData: keepPreviousData,
  });

export const nearbyQuery = (spot: Spot | undefined) =>
  queryOptions({
    queryKey: ['labs', 'nearby', spot],
    queryFn: async ({ signal }) =>
      (await labsNearbyList({ query: { lat: spot?.latitude ?? 0, lng: spot?.longitude ?? 0, radius_km: NEARBY_KM }, signal })).data ?? [],
    enabled: Boolean(spot),
  });

export const labQuery = (id: string) =>
  queryOptions({
    queryKey: ['labs', id],
    queryFn: async ({ signal }) => (await labsRetrieve({ path: { id }, signal })).data as Lab,
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['labs', id, 'history'],
    queryFn: async ({ signal }) => (await labsHistoryList({ path: { id }, signal })).data ?? [],
  });

export const machinesQuery = (lab: string) =>
  queryOptions({
    queryKey: ['printers', 'public', lab],
    queryFn: async ({ signal }) => (await printersList({ query: { lab, page_size: 100 }, signal })).data?.results ?? [],
  });

export const pricesQuery = (lab: string) =>
  queryOptions({
    queryKey: ['material-prices', lab],
    queryFn: async ({ signal }) => (await materialPricesList({ query: { lab, page_size: 100 }, signal })).data?.results ?? [],
  });

export const colorsQuery = (lab: string) =>
  queryOptions({
    queryKey: ['lab-colors', lab],
    queryFn: async ({ signal }) => (await labColorsList({ query: { lab }, signal })).data ?? [],
  });

export const applyForLab = async (application: LabRequest) => (await labsCreate({ body: application })).data as Lab;

export const reapply = async (id: string, reason: string) => (await labsReapplyCreate({ path: { id }, body: { reason } })).data as Lab;

onFrame('status.changed', ({ kind }) => (kind === 'lab' ? [['labs'], ['me']] : [])); // who I am names my labs
onFrame('status.changed', ({ kind }) => (kind === 'printer' ? [['printers']] : []));
onFrame('notification.created', ({ notification }) =>
  String((notification as { kind: string }).kind).startsWith('membership.') ? [['labs'], ['me']] : [],
);
