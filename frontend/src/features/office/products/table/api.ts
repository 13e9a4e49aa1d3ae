import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  catalogExportRetrieve,
  catalogImportsApplyCreate,
  catalogImportsDestroy,
  catalogImportsRetrieve,
  catalogImportsRowsList,
  jobsCancelCreate,
} from '@/shared/api/gen/sdk.gen';
import type { CatalogImport, OutcomeEnum, PaginatedImportRowList } from '@/shared/api/gen/types.gen';
import { postForm } from '@/shared/upload/sendFile';

export const ROWS = 25;
export const OUTCOMES = ['create', 'change', 'same', 'refuse'] as const satisfies readonly OutcomeEnum[];
const EVERY_MS = 800;

export const isUnderway = (table?: CatalogImport) => table?.status === 'queued' || table?.status === 'running';

/** The table, asked for again while it is being applied. */
export const tableQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalog-imports', id],
    queryFn: async ({ signal }) => (await catalogImportsRetrieve({ path: { id }, signal })).data as CatalogImport,
    refetchInterval: ({ state }) => (isUnderway(state.data) ? EVERY_MS : false),
  });

export const rowsQuery = (table: CatalogImport, outcome: OutcomeEnum | undefined, page: number) =>
  queryOptions({
    queryKey: ['catalog-imports', table.id, 'rows', table.status, { outcome, page }],
    queryFn: async ({ signal }) => {
      const query = { outcome, page, page_size: ROWS };
      return (await catalogImportsRowsList({ path: { id: table.id }, query, signal })).data as PaginatedImportRowList;
    },
    placeholderData: keepPreviousData,
  });

const of = (id: string) => ({ path: { id } });

export const tableActs = {
  take: async (lab: string, form: 'csv' | 'xlsx') =>
    (await catalogExportRetrieve({ query: { lab, as: form }, parseAs: 'blob' })).data as unknown as Blob,
  send: (lab: string, file: File, onProgress: (share: number) => void) =>
    postForm<CatalogImport>('/api/catalog-imports/', { lab, file }, { onProgress }),
  apply: async (id: string) => (await catalogImportsApplyCreate(of(id))).data as CatalogImport,
  cancel: (job: string) => jobsCancelCreate(of(job)),
  forget: (id: string) => catalogImportsDestroy(of(id)),
};
