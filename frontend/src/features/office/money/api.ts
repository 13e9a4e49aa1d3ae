import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  dashboardMoneyRetrieve,
  jobsRetrieve,
  paymentsAcceptCreate,
  paymentsList,
  paymentsReconciliationCreate,
  paymentsReconciliationList,
  paymentsRefuseCreate,
} from '@/shared/api/gen/sdk.gen';
import type { Job, MoneyDashboard, Payment, Reconciliation } from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';

export const PERIODS = [7, 30, 90, 365] as const;
export type MoneySearch = { days?: (typeof PERIODS)[number]; currency?: string };

export const moneyQuery = ({ days = 30, currency }: MoneySearch) =>
  queryOptions({
    queryKey: ['dashboard', 'money', days, currency],
    queryFn: async ({ signal }) =>
      (await dashboardMoneyRetrieve({ query: { days, currency: currency as never }, signal })).data as MoneyDashboard,
    placeholderData: keepPreviousData,
  });

export const reconciliationQuery = queryOptions({
  queryKey: ['payments', 'reconciliation'],
  queryFn: async ({ signal }) =>
    ((await paymentsReconciliationList({ query: { page_size: 5 }, signal })).data?.results ?? []) as Reconciliation[],
});

const LOOK_MS = 2_000;
export const isOver = ({ status }: Job) => status !== 'queued' && status !== 'running';

/** A comparison in the background; its frames come sooner, this is for whoever has no socket. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: async ({ signal }) => (await jobsRetrieve({ path: { id }, signal })).data as Job,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : LOOK_MS),
  });

export const compareNow = async () => (await paymentsReconciliationCreate()).data as Job;

/** Money that came, but not what was asked for. */
export const toDecideQuery = queryOptions({
  queryKey: ['payments', 'to-decide'],
  queryFn: async ({ signal }) =>
    ((await paymentsList({ query: { status: 'review', ordering: 'created_at', page_size: 100 }, signal })).data?.results ??
      []) as Payment[],
});

export type Decision = 'accept' | 'refuse';
const DOORS = { accept: paymentsAcceptCreate, refuse: paymentsRefuseCreate };

/** Under the same key it happens once, however often it is sent. */
export const decide = (payment: Payment, decision: Decision, reason: string, key: string) =>
  DOORS[decision]({ path: { id: payment.id }, body: { reason }, headers: { 'Idempotency-Key': key } });

onFrame('notification.created', ({ kind }) => (kind === 'payment.mismatched' ? [toDecideQuery.queryKey] : []));
