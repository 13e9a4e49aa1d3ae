import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  filamentsList,
  labsRetrieve,
  materialPricesCreate,
  materialPricesDestroy,
  materialPricesList,
  materialPricesPartialUpdate,
  materialPricesRetrieve,
  materialsList,
  spoolsArchiveCreate,
  spoolsCountCreate,
  spoolsCreate,
  spoolsList,
  spoolsPartialUpdate,
  spoolsRestoreCreate,
  spoolsRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { MaterialPrice, NewSpoolRequest, PaginatedSpoolList, PatchedSpoolEditRequest, Spool } from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';

export const PAGE_SIZE = 25;
export const TABS = ['spools', 'prices'] as const;

export type StockSearch = {
  lab?: string;
  tab?: (typeof TABS)[number];
  search?: string;
  material?: string;
  low?: true;
  archived?: true;
  sort?: string;
  page?: number;
};

export const spoolsQuery = (lab: string, { search, material, low, archived, sort, page = 1 }: StockSearch) =>
  queryOptions({
    queryKey: ['spools', 'shelf', lab, { search, material, low, archived, sort, page }],
    queryFn: async ({ signal }) => {
      const query = { lab, search, material, low, archived, ordering: sort, page, page_size: PAGE_SIZE };
      return (await spoolsList({ query, signal })).data as PaginatedSpoolList;
    },
    placeholderData: keepPreviousData,
  });

export const pricesQuery = (lab: string) =>
  queryOptions({
    queryKey: ['material-prices', lab],
    queryFn: async ({ signal }) =>
      (await materialPricesList({ query: { lab, ordering: 'material__name', page_size: 100 }, signal })).data?.results ?? [],
  });

export const catalogQuery = queryOptions({
  queryKey: ['materials', 'active'],
  queryFn: async ({ signal }) =>
    ((await materialsList({ query: { ordering: 'name', page_size: 100 }, signal })).data?.results ?? []).filter(
      ({ is_active }) => is_active !== false,
    ),
  staleTime: 10 * 60_000,
});

export const currencyQuery = (lab: string) =>
  queryOptions({
    queryKey: ['labs', lab, 'currency'],
    queryFn: async ({ signal }) => (await labsRetrieve({ path: { id: lab }, signal })).data?.currency ?? 'EUR',
    staleTime: 10 * 60_000,
  });

const SHORTEST_SEARCH = 2;

export const filamentsQuery = (search: string, material: string | undefined) =>
  queryOptions({
    queryKey: ['filaments', search, material],
    queryFn: async ({ signal }) => (await filamentsList({ query: { search, material }, signal })).data ?? [],
    enabled: search.trim().length >= SHORTEST_SEARCH,
    staleTime: Number.POSITIVE_INFINITY,
  });

const of = (id: string) => ({ path: { id } });

export const spoolActs = {
  /** Under the same key it happens once, however often it is sent. */
  add: async (body: NewSpoolRequest, key: string) => (await spoolsCreate({ body, headers: { 'Idempotency-Key': key } })).data as Spool,
  edit: async (id: string, body: PatchedSpoolEditRequest, headers: IfMatch) =>
    (await spoolsPartialUpdate({ ...of(id), body, headers })).data as Spool,
  load: async (id: string) => (await spoolsRetrieve(of(id))).data as Spool,
  count: (id: string, remainingMg: number, reason: string) =>
    spoolsCountCreate({ ...of(id), body: { remaining_mg: remainingMg, ...(reason && { reason }) } }),
  archive: (id: string) => spoolsArchiveCreate(of(id)),
  restore: (id: string) => spoolsRestoreCreate(of(id)),
};

export const priceActs = {
  add: async (lab: string, material: string, amount: number) =>
    (await materialPricesCreate({ body: { lab, material, amount_per_kg: amount } })).data as MaterialPrice,
  change: async (id: string, amount: number, headers: IfMatch) =>
    (await materialPricesPartialUpdate({ ...of(id), body: { amount_per_kg: amount }, headers })).data as MaterialPrice,
  load: async (id: string) => (await materialPricesRetrieve(of(id))).data as MaterialPrice,
  remove: (id: string) => materialPricesDestroy(of(id)),
};
