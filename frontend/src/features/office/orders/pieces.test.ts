import { expect, it } from 'vitest';
import type { Order } from '@/shared/api/gen/types.gen';
import { piecesOf, unrefunded, unsent } from './pieces';

const orderOf = (...lines: { id: string; quantity: number; shipped: number; refunded: number }[]) => ({ lines }) as unknown as Order;

it('leaves to be sent what was neither sent nor paid back', () => {
  const order = orderOf(
    { id: 'untouched', quantity: 3, shipped: 0, refunded: 0 },
    { id: 'half sent', quantity: 3, shipped: 2, refunded: 0 },
    { id: 'half paid back', quantity: 3, shipped: 0, refunded: 2 },
    { id: 'sent, then paid back', quantity: 3, shipped: 3, refunded: 1 },
  );
  expect(unsent(order)).toEqual({ untouched: 3, 'half sent': 1, 'half paid back': 1, 'sent, then paid back': 0 });
});

it('leaves to be paid back what was not paid back, sent or not', () => {
  const order = orderOf({ id: 'sent', quantity: 2, shipped: 2, refunded: 0 }, { id: 'one back', quantity: 2, shipped: 2, refunded: 1 });
  expect(unrefunded(order)).toEqual({ sent: 2, 'one back': 1 });
});

it('never leaves less than nothing', () => {
  const order = orderOf({ id: 'odd', quantity: 1, shipped: 2, refunded: 2 });
  expect(unsent(order)).toEqual({ odd: 0 });
  expect(unrefunded(order)).toEqual({ odd: 0 });
});

it('names only lines of which there is something', () => {
  expect(piecesOf({ mug: 2, hook: 0, vase: 1 })).toEqual([
    { line: 'mug', quantity: 2 },
    { line: 'vase', quantity: 1 },
  ]);
  expect(piecesOf({})).toEqual([]);
});
