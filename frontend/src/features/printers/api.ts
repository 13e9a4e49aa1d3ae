import { queryOptions } from '@tanstack/react-query';
import {
  labsRetrieve,
  materialsList,
  printersCreate,
  printersList,
  printersLoadSpoolCreate,
  printersMaintenanceCreate,
  printersOfflineCreate,
  printersOnlineCreate,
  printersPartialUpdate,
  printersRestoreCreate,
  printersRetireCreate,
  printersRetrieve,
  spoolsList,
} from '@/shared/api/gen/sdk.gen';
import type { NewPrinterRequest, Printer, PrinterStatusEnum, TechnologyEnum } from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';
import { onFrame } from '@/shared/realtime';

export type PrinterSearch = { lab?: string; search?: string; status?: PrinterStatusEnum; technology?: TechnologyEnum };

export const printersQuery = (lab: string, { search, status, technology }: PrinterSearch) =>
  queryOptions({
    queryKey: ['printers', 'kept', lab, search, status, technology],
    queryFn: async ({ signal }) =>
      (await printersList({ query: { lab, search, technology, status: status && [status], page_size: 100 }, signal })).data?.results ?? [],
  });

export const materialsQuery = queryOptions({
  queryKey: ['materials', 'all'],
  queryFn: async ({ signal }) => (await materialsList({ query: { page_size: 100 }, signal })).data?.results ?? [],
  staleTime: 10 * 60_000,
});

export const spoolsQuery = (lab: string) =>
  queryOptions({
    queryKey: ['spools', 'of', lab],
    queryFn: async ({ signal }) => (await spoolsList({ query: { lab, page_size: 100 }, signal })).data?.results ?? [],
  });

export const currencyQuery = (lab: string) =>
  queryOptions({
    queryKey: ['labs', lab, 'currency'],
    queryFn: async ({ signal }) => (await labsRetrieve({ path: { id: lab }, signal })).data?.currency ?? 'EUR',
    staleTime: 10 * 60_000,
  });

export const addPrinter = async (printer: NewPrinterRequest) => (await printersCreate({ body: printer })).data as Printer;
export const editPrinter = async (id: string, changes: Omit<NewPrinterRequest, 'lab'>, headers: IfMatch) =>
  (await printersPartialUpdate({ path: { id }, body: changes, headers })).data as Printer;
export const loadPrinter = async (id: string) => (await printersRetrieve({ path: { id } })).data as Printer;

/** Acts that ask for a reason first, by the names that `allowed_actions` uses. */
export const REASONED = ['maintenance', 'offline', 'online', 'retire'] as const;
export type ReasonedAct = (typeof REASONED)[number];

const reasoned = {
  maintenance: printersMaintenanceCreate,
  offline: printersOfflineCreate,
  online: printersOnlineCreate,
  retire: printersRetireCreate,
};

export const performReasoned = (id: string, act: ReasonedAct, reason: string) => reasoned[act]({ path: { id }, body: { reason } });
export const restorePrinter = (id: string) => printersRestoreCreate({ path: { id } });
export const loadSpool = (id: string, spool: string | null) => printersLoadSpoolCreate({ path: { id }, body: { spool } });

onFrame('status.changed', ({ kind }) => (kind === 'printer' || kind === 'run' ? [['printers']] : []));
