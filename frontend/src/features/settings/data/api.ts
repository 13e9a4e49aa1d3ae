import { queryOptions } from '@tanstack/react-query';
import { jobsCancelCreate, meExportsCreate, meExportsList, meExportsRetrieve } from '@/shared/api/gen/sdk.gen';
import type { DataExport } from '@/shared/api/gen/types.gen';

const SHOWN = 5;
/** Frames tell how far it is; where none arrive, asking does. */
const EVERY_MS = 5_000;

export const isUnderway = ({ status }: DataExport) => status === 'queued' || status === 'running';

/** The newest copies; asked for again while one is being made. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: async ({ signal }) => ((await meExportsList({ query: { page_size: SHOWN }, signal })).data?.results ?? []) as DataExport[],
  refetchInterval: ({ state }) => (state.data?.some(isUnderway) ? EVERY_MS : false),
});

export const exportActs = {
  ask: () => meExportsCreate(),
  cancel: (job: string) => jobsCancelCreate({ path: { id: job } }),
  /** A link lives for minutes: each click gets its own. */
  link: async (id: string) => ((await meExportsRetrieve({ path: { id } })).data as DataExport).download_url,
};
