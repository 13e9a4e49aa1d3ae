import type { PrintJobList, PrintJobStatusEnum } from '@/shared/api/gen/types.gen';

export const COLUMNS = ['pending', 'accepted', 'processing', 'failed', 'completed'] as const satisfies readonly PrintJobStatusEnum[];
export type ColumnStatus = (typeof COLUMNS)[number];

/** Acts that a move can stand for; those that need facts open a dialog. */
export type MoveAct = 'accept' | 'start' | 'assign' | 'complete' | 'fail' | 'retry' | 'reassign';
export type DirectAct = 'accept' | 'start';

const MOVES: Partial<Record<`${ColumnStatus}>${ColumnStatus}`, MoveAct>> = {
  'pending>accepted': 'accept',
  'accepted>processing': 'start',
  'processing>completed': 'complete',
  'processing>failed': 'fail',
  'failed>processing': 'retry',
  'failed>pending': 'reassign',
};

type Movable = Pick<PrintJobList, 'status' | 'allowed_actions' | 'printer'>;

/** The act behind a move to a column; undefined where this card may not go there. Starting without a printer asks for one first. */
export function actOf(job: Movable, to: ColumnStatus): MoveAct | undefined {
  const act = MOVES[`${job.status as ColumnStatus}>${to}`];
  if (act === 'start' && !job.printer) return job.allowed_actions.includes('assign') ? 'assign' : undefined;
  return act && job.allowed_actions.includes(act) ? act : undefined;
}

export const isDirect = (act: MoveAct): act is DirectAct => act === 'accept' || act === 'start';

/** Where a card may go from here. */
export const targetsOf = (job: Movable): ColumnStatus[] => COLUMNS.filter((to) => actOf(job, to));
