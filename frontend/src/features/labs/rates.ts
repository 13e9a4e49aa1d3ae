import type { Rates } from '@/shared/api/gen/types.gen';

export type Step = { at: number; percent: number };
export type StepProblem = 'low' | 'twice' | 'percent' | 'too_many';
const MAX_STEPS = 12;

export const breaksOf = (rates: Rates): Step[] => rates.quantity_breaks?.map(({ from, percent }) => ({ at: from, percent })) ?? [];
export const rushOf = (rates: Rates): Step[] => rates.rush?.map(({ within_days, percent }) => ({ at: within_days, percent })) ?? [];

/** What is wrong with a ladder of steps, or nothing. */
export function stepsProblem(steps: readonly Step[], lowest: number, top: number): StepProblem | undefined {
  if (steps.length > MAX_STEPS) return 'too_many';
  if (steps.some(({ at }) => !Number.isInteger(at) || at < lowest)) return 'low';
  if (steps.some(({ percent }) => !Number.isInteger(percent) || percent < 0 || percent > top)) return 'percent';
  return new Set(steps.map(({ at }) => at)).size < steps.length ? 'twice' : undefined;
}
