import { expect, test } from 'vitest';
import { nextColumn } from './byArrow';

const columns = [0, 264, 528].map((left) => ({ left, top: 100, width: 248 }));
const card = { left: 272, top: 300, width: 232 };

test('a card moves by whole columns and stays in the middle of one', () => {
  expect(nextColumn(columns, card, 1)).toEqual({ x: 536, y: 100 });
  expect(nextColumn(columns, card, -1)).toEqual({ x: 8, y: 100 });
});

test('there is nothing beyond the outer columns', () => {
  expect(nextColumn(columns, { ...card, left: 536 }, 1)).toBeUndefined();
  expect(nextColumn(columns, { ...card, left: 8 }, -1)).toBeUndefined();
});
