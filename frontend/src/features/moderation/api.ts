import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  reportsCloseCreate,
  reportsDismissCreate,
  reportsList,
  reportsRemedyCreate,
  reportsReopenCreate,
  reportsRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type {
  ModerationReport,
  PaginatedReportCardList,
  RemedyEnum,
  ReportKindEnum,
  ReportReasonEnum,
  ReportStatusEnum,
} from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';
import { REASONS } from '@/shared/report/reasons';

export const PAGE_SIZE = 25;
export const KINDS: ReportKindEnum[] = ['person', 'event', 'pet', 'review', 'conversation', 'message'];
export const STATUSES: ReportStatusEnum[] = ['open', 'closed', 'dismissed'];

/** What of the URL's search can be asked for; without a status the open ones are shown. */
export type ReportsSearch = {
  status?: ReportStatusEnum | 'all';
  kind?: ReportKindEnum;
  reason?: ReportReasonEnum;
  about?: string;
  page?: number;
};

export function reportsSearchOf({ status, kind, reason, about, page }: Record<string, unknown>): ReportsSearch {
  return {
    status: status === 'all' ? 'all' : STATUSES.find((known) => known === status),
    kind: KINDS.find((known) => known === kind),
    reason: REASONS.find((known) => known === reason),
    about: typeof about === 'string' && /^[0-9a-f-]{36}$/.test(about) ? about : undefined,
    page: Number(page) > 1 ? Math.floor(Number(page)) : undefined,
  };
}

export const reportsQuery = ({ status = 'open', kind, reason, about, page = 1 }: ReportsSearch) =>
  queryOptions({
    queryKey: ['reports', 'list', { status, kind, reason, about, page }],
    queryFn: async ({ signal }) => {
      const query = { status: status === 'all' ? undefined : status, kind, reason, about, page, page_size: PAGE_SIZE };
      return (await reportsList({ query, signal })).data as PaginatedReportCardList;
    },
    placeholderData: keepPreviousData,
  });

/** How many wait for an admin. */
export const openCountQuery = queryOptions({
  queryKey: ['reports', 'open'],
  queryFn: async ({ signal }) => (await reportsList({ query: { status: 'open', page_size: 1 }, signal })).data?.count ?? 0,
});

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'one', id],
    queryFn: async ({ signal }) => (await reportsRetrieve({ path: { id }, signal })).data as ModerationReport,
  });

/** What an admin says about a report, by the names that `allowed_actions` uses, or does about the thing. */
export type Decision = 'close' | 'dismiss' | 'reopen';
export type ReportAct = Decision | RemedyEnum;
export const DECISIONS: Decision[] = ['close', 'dismiss', 'reopen'];
const DECIDE = { close: reportsCloseCreate, dismiss: reportsDismissCreate, reopen: reportsReopenCreate };
const isDecision = (act: ReportAct): act is Decision => act in DECIDE;

export async function perform(id: string, act: ReportAct, words: string): Promise<ModerationReport> {
  const path = { id };
  if (isDecision(act)) return (await DECIDE[act]({ path, body: { words } })).data as ModerationReport;
  return (await reportsRemedyCreate({ path, body: { remedy: act, reason: words } })).data as ModerationReport;
}

onFrame('report.changed', () => [['reports']]);
onFrame('status.changed', ({ kind }) => (kind === 'report' ? [['reports']] : []));
