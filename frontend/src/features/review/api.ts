import { queryOptions } from '@tanstack/react-query';
import { printJobsAcceptCreate, printJobsBoardRetrieve, printJobsStartCreate } from '@/shared/api/gen/sdk.gen';
import type { Board, PrintJobList } from '@/shared/api/gen/types.gen';
import type { ColumnStatus, DirectAct } from './moves';

export const boardKey = (lab: string) => ['print-jobs', 'board', lab];

export const boardQuery = (lab: string) =>
  queryOptions({
    queryKey: boardKey(lab),
    queryFn: async ({ signal }) => (await printJobsBoardRetrieve({ query: { lab }, signal })).data as Board,
    refetchInterval: 60_000,
  });

export const perform: Record<DirectAct, (id: string) => Promise<unknown>> = {
  accept: (id) => printJobsAcceptCreate({ path: { id } }),
  start: (id) => printJobsStartCreate({ path: { id } }),
};

/** The board with one card in another column, as it will be when the server agrees. */
export function moved(board: Board, job: PrintJobList, to: ColumnStatus): Board {
  const card = { ...job, status: to, allowed_actions: [] };
  return {
    ...board,
    columns: board.columns.map((column) => {
      const rest = column.jobs.filter(({ id }) => id !== job.id);
      return column.status === to ? { ...column, jobs: [card, ...rest] } : { ...column, jobs: rest };
    }),
  };
}
