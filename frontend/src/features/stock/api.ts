import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  filamentsList,
  labsRetrieve,
  materialPricesCreate,
  materialPricesDestroy,
  materialPricesList,
  materialPricesPartialUpdate,
  materialsList,
  spoolsArchiveCreate,
  spoolsCountCreate,
  spoolsCreate,
  spoolsList,
  spoolsPartialUpdate,
  spoolsRestoreCreate,
} from '@/shared/api/gen/sdk.gen';
import type { NewSpoolRequest, PaginatedSpoolList, PatchedSpoolEditRequest } from '@/shared/api/gen/types.gen';

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
  add: (body: NewSpoolRequest) => spoolsCreate({ body }),
  edit: (id: string, body: PatchedSpoolEditRequest) => spoolsPartialUpdate({ ...of(id), body }),
  count: (id: string, remainingMg: number, reason: string) =>
    spoolsCountCreate({ ...of(id), body: { remaining_mg: remainingMg, ...(reason && { reason }) } }),
  archive: (id: string) => spoolsArchiveCreate(of(id)),
  restore: (id: string) => spoolsRestoreCreate(of(id)),
};

export const priceActs = {
  add: (lab: string, material: string, amount: number) => materialPricesCreate({ body: { lab, material, amount_per_kg: amount } }),
  change: (id: string, amount: number) => materialPricesPartialUpdate({ ...of(id), body: { amount_per_kg: amount } }),
  remove: (id: string) => materialPricesDestroy(of(id)),
};
