import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { dashboardMoneyRetrieve, paymentsReconciliationList } from '@/shared/api/gen/sdk.gen';
import type { MoneyDashboard, Reconciliation } from '@/shared/api/gen/types.gen';

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
