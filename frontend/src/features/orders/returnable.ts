import type { Order, OrderLine } from '@/shared/api/gen/types.gen';

/** Returns that count: what was declined or withdrawn may be asked for again. */
const LIVING = new Set<string | undefined>(['requested', 'approved', 'received']);

/** Pieces of a line that may still be given back; what was made for one person alone is not. */
export function returnable({ returns }: Order, line: OrderLine): number {
  if ((line.facts as { returnable?: boolean } | undefined)?.returnable === false) return 0;
  const asked = returns
    .filter(({ status }) => LIVING.has(status))
    .flatMap(({ lines }) => lines)
    .filter((entry) => entry.line === line.id);
  return line.quantity - asked.reduce((sum, { quantity }) => sum + quantity, 0);
}
