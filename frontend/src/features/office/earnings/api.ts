import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { dashboardStatementRetrieve, dashboardStatementTableRetrieve } from '@/shared/api/gen/sdk.gen';
import type { Statement } from '@/shared/api/gen/types.gen';

/** Days as YYYY-MM-DD; without them the last year. */
export type EarningsSearch = { lab?: string; since?: string; until?: string; currency?: string };

const periodOf = ({ lab, since, until }: EarningsSearch) => ({ lab, since, until });

export const statementQuery = (search: EarningsSearch) =>
  queryOptions({
    queryKey: ['earnings', periodOf(search)],
    queryFn: async ({ signal }) => (await dashboardStatementRetrieve({ query: periodOf(search), signal })).data as Statement,
    placeholderData: keepPreviousData,
  });

/** Every sale and every refund of the period as a table, or its months as a paper. */
export const statementFile = async (search: EarningsSearch, form: 'csv' | 'xlsx' | 'pdf') =>
  (await dashboardStatementTableRetrieve({ query: { ...periodOf(search), as: form }, parseAs: 'blob' })).data as unknown as Blob;
