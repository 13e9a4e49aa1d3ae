import type { Order, OrderLine } from '@/shared/api/gen/types.gen';

export type Counts = Record<string, number>;

/** How many of each line can still be sent. */
export const unsent = ({ lines }: Order): Counts =>
  leftOf(lines, ({ quantity, shipped, refunded }) => quantity - Math.max(shipped, refunded));

/** How many of each line can still be paid back. */
export const unrefunded = ({ lines }: Order): Counts => leftOf(lines, ({ quantity, refunded }) => quantity - refunded);

function leftOf(lines: readonly OrderLine[], left: (line: OrderLine) => number): Counts {
  return Object.fromEntries(lines.map((line) => [line.id, Math.max(0, left(line))]));
}

/** As the API wants them: lines of which there is something. */
export const piecesOf = (counts: Counts) =>
  Object.entries(counts)
    .filter(([, quantity]) => quantity > 0)
    .map(([line, quantity]) => ({ line, quantity }));
