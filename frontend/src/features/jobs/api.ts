import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  printJobsAcceptCreate,
  printJobsAnswerCreate,
  printJobsAskCreate,
  printJobsAssignCreate,
  printJobsCancelCreate,
  printJobsCompleteCreate,
  printJobsLabsList,
  printJobsList,
  printJobsMachinesRetrieve,
  printJobsPauseCreate,
  printJobsProgressCreate,
  printJobsReassignCreate,
  printJobsRejectCreate,
  printJobsResumeCreate,
  printJobsRetrieve,
  printJobsRetryCreate,
  printJobsStartCreate,
  printJobsTimelineList,
} from '@/shared/api/gen/sdk.gen';
import type {
  FailureReasonEnum,
  MachineChoices,
  PaginatedPrintJobListList,
  PrintJob,
  PrintJobStatusEnum,
} from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';
import { postForm } from '@/shared/upload/sendFile';

export type JobFilter = { status?: PrintJobStatusEnum; search?: string; open?: boolean };

export const jobsQuery = (filter: JobFilter) =>
  infiniteQueryOptions({
    queryKey: ['print-jobs', 'mine', filter],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        scope: 'mine' as const,
        status: filter.status && [filter.status],
        search: filter.search,
        open: filter.open,
        cursor: pageParam,
      };
      return (await printJobsList({ query: query as never, signal })).data as PaginatedPrintJobListList;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => (next ? (new URL(next, location.href).searchParams.get('cursor') ?? undefined) : undefined),
  });

/** The prints that were bought with an order. */
export const jobsOfOrderQuery = (order: string) =>
  queryOptions({
    queryKey: ['print-jobs', 'of-order', order],
    queryFn: async ({ signal }) => (await printJobsList({ query: { order }, signal })).data?.results ?? [],
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['print-jobs', id],
    queryFn: async ({ signal }) => (await printJobsRetrieve({ path: { id }, signal })).data as PrintJob,
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['print-jobs', id, 'timeline'],
    queryFn: async ({ signal }) => (await printJobsTimelineList({ path: { id }, signal })).data ?? [],
  });

/** What the job can be made with at its lab, the best first; asked anew each time, because machines come and go. */
export const machinesQuery = (id: string) =>
  queryOptions({
    queryKey: ['print-jobs', id, 'machines'],
    queryFn: async ({ signal }) => (await printJobsMachinesRetrieve({ path: { id }, signal })).data as MachineChoices,
    staleTime: 0,
  });

/** Who else could make it, the soonest first. */
export const otherLabsQuery = (id: string) =>
  queryOptions({
    queryKey: ['print-jobs', id, 'labs'],
    queryFn: async ({ signal }) => (await printJobsLabsList({ path: { id }, signal })).data ?? [],
    staleTime: 0,
  });

export type Failure = { reason: FailureReasonEnum; note?: string; photo?: File };
const of = (id: string) => ({ path: { id } });

/** The acts on a job, by the names that `allowed_actions` uses. */
export const acts = {
  accept: (id: string) => printJobsAcceptCreate(of(id)),
  reject: (id: string, reason: string) => printJobsRejectCreate({ ...of(id), body: { reason } }),
  cancel: (id: string, reason: string) => printJobsCancelCreate({ ...of(id), body: { reason } as never }),
  ask: (id: string, text: string) => printJobsAskCreate({ ...of(id), body: { text } as never }),
  answer: (id: string, text: string) => printJobsAnswerCreate({ ...of(id), body: { text } as never }),
  assign: (id: string, printer: string, spool?: string) => printJobsAssignCreate({ ...of(id), body: { printer, spool: spool ?? null } }),
  start: (id: string) => printJobsStartCreate(of(id)),
  progress: (id: string, percent: number) => printJobsProgressCreate({ ...of(id), body: { percent } }),
  pause: (id: string, reason: string) => printJobsPauseCreate({ ...of(id), body: { reason } as never }),
  resume: (id: string) => printJobsResumeCreate(of(id)),
  complete: (id: string, usedMg?: number) => printJobsCompleteCreate({ ...of(id), body: usedMg === undefined ? {} : { used_mg: usedMg } }),
  fail: (id: string, failure: Failure) => postForm(`/api/print-jobs/${id}/fail/`, failure),
  retry: (id: string, printer?: string, spool?: string) =>
    printJobsRetryCreate({ ...of(id), body: { printer: printer ?? null, spool: spool ?? null } }),
  reassign: (id: string, lab: string) => printJobsReassignCreate({ ...of(id), body: { lab } }),
};

onFrame('status.changed', ({ kind }) => (kind === 'print_job' ? [['print-jobs']] : []));
onFrame('notification.created', ({ notification }) =>
  String((notification as { kind: string }).kind).startsWith('print_job.') ? [['print-jobs']] : [],
);
