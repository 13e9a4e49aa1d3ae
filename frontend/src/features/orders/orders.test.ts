import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import type { Happening, Order, OrderLine, Payment } from '@/shared/api/gen/types.gen';
import { outcomeOf } from './outcome';
import { returnable } from './returnable';
import { sumsOf } from './sums';
import { entryOf } from './timeline';

const order = (facts: object) => ({ status: 'pending', payment: null, returns: [], lines: [], ...facts }) as unknown as Order;
const payment = (facts: object) => ({ status: 'open', is_awaited: false, ...facts }) as unknown as Payment;

describe('what became of a payment', () => {
  it('is the order’s word once it has spoken, whatever the payment says', () => {
    expect(outcomeOf(order({ status: 'paid' }), payment({ status: 'failed' }), false)).toBe('paid');
    expect(outcomeOf(order({ status: 'shipped' }), undefined, false)).toBe('paid');
    expect(outcomeOf(order({ status: 'expired' }), payment({ status: 'succeeded' }), true)).toBe('over');
  });

  it('never says paid before the order does', () => {
    expect(outcomeOf(order({}), payment({ status: 'succeeded' }), true)).toBe('waiting');
    expect(outcomeOf(order({}), payment({}), true)).toBe('waiting');
    expect(outcomeOf(order({}), payment({ status: 'review' }), false)).toBe('waiting');
  });

  it('tells money that takes days from a page that was left and from a refusal', () => {
    expect(outcomeOf(order({}), payment({ is_awaited: true }), true)).toBe('awaited');
    expect(outcomeOf(order({}), payment({}), false)).toBe('open');
    expect(outcomeOf(order({}), payment({ status: 'failed' }), true)).toBe('failed');
    expect(outcomeOf(order({ payment: { status: 'expired', is_awaited: false } }), undefined, true)).toBe('failed');
  });
});

const euro = (amount: number) => ({ amount, currency: 'EUR' });
const line = (facts: object) => ({ id: 'l1', quantity: 3, facts: {}, ...facts }) as unknown as OrderLine;

it('sums the contained tax by its rates, that of the shipping with its own', () => {
  const lines = [line({ tax_basis_points: 1900, tax: euro(104) }), line({ tax_basis_points: 700, tax: euro(50) })];
  const sums = sumsOf(order({ lines, tax: euro(232), shipping: { tax_basis_points: 1900 } }));
  expect(sums.taxes).toEqual([
    { basis_points: 1900, tax: euro(182) },
    { basis_points: 700, tax: euro(50) },
  ]);
});

it('offers to take back what was not asked for yet, and nothing that was made for one person', () => {
  const asked = (status: string, quantity: number) => ({ status, lines: [{ line: 'l1', quantity, restocked: 0 }] });
  const returns = [asked('approved', 1), asked('declined', 2)];
  expect(returnable(order({ returns }), line({}))).toBe(2);
  expect(returnable(order({ returns }), line({ facts: { returnable: false } }))).toBe(0);
});

it('has words for what the house does by itself, and leaves those of people as they are', () => {
  const why = (reason: string) =>
    entryOf(
      { what: 'status', at: '', by: '', facts: { to: 'in_production', reason } } as Happening,
      0,
      i18next.getFixedT('en', 'orders'),
      'en',
    ).body;
  expect(why('partly_shipped')).toBe('Part of it is on its way; the rest is still being made.');
  expect(why('By hand: the laser rests.')).toBe('By hand: the laser rests.');
});
