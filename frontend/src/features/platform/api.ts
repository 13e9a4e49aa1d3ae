import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  labsApproveCreate,
  labsHistoryList,
  labsList,
  labsReactivateCreate,
  labsRejectCreate,
  labsRetrieve,
  labsSuspendCreate,
} from '@/shared/api/gen/sdk.gen';
import type { Lab, LabStatusEnum, PaginatedLabSummaryList } from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';

export const LABS_PER_PAGE = 25;
export type ApprovalSearch = { status?: LabStatusEnum; page?: number; lab?: string };

export const approvalsQuery = (status: LabStatusEnum, page: number) =>
  queryOptions({
    queryKey: ['labs', 'approvals', status, page],
    queryFn: async ({ signal }) =>
      (await labsList({ query: { status, page, page_size: LABS_PER_PAGE, ordering: '-created_at' }, signal }))
        .data as PaginatedLabSummaryList,
    placeholderData: keepPreviousData,
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

/** The acts of an admin on a lab, by the names that `allowed_actions` uses. */
export const ACTS = ['approve', 'reject', 'suspend', 'reactivate'] as const;
export type LabAct = (typeof ACTS)[number];
export const NEEDS_REASON: readonly LabAct[] = ['reject', 'suspend'];

export const perform = (id: string, act: LabAct, reason: string): Promise<unknown> => {
  const path = { id };
  if (act === 'approve') return labsApproveCreate({ path });
  if (act === 'reactivate') return labsReactivateCreate({ path });
  return (act === 'reject' ? labsRejectCreate : labsSuspendCreate)({ path, body: { reason } });
};

onFrame('status.changed', ({ kind }) => (kind === 'lab' ? [['labs']] : []));
onFrame('notification.created', ({ notification }) =>
  (notification as { kind: string }).kind === 'lab.applied' ? [['labs'], ['dashboard']] : [],
);
