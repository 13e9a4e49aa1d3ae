import { queryOptions } from '@tanstack/react-query';
import {
  jobsCancelCreate,
  meDeletionCreate,
  meDeletionRetrieve,
  meExportsCreate,
  meExportsList,
  meExportsRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { DataExport, Deletion, Departure } from '@/shared/api/gen/types.gen';

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

/** What must be settled before the account can be deleted, and for how long it could still be kept. */
export const deletionQuery = queryOptions({
  queryKey: ['deletion'],
  queryFn: async ({ signal }) => (await meDeletionRetrieve({ signal })).data as Deletion,
  staleTime: 0,
});

export const askDeletion = async (proof: string) => (await meDeletionCreate({ body: { proof } })).data as Departure;

export const exportActs = {
  ask: () => meExportsCreate(),
  cancel: (job: string) => jobsCancelCreate({ path: { id: job } }),
  /** A link lives for minutes: each click gets its own. */
  link: async (id: string) => ((await meExportsRetrieve({ path: { id } })).data as DataExport).download_url,
};
