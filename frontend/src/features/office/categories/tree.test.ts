import { expect, it } from 'vitest';
import { branchOf } from './tree';

const ROWS = [
  { id: 'home', parent: null },
  { id: 'kitchen', parent: 'home' },
  { id: 'mugs', parent: 'kitchen' },
  { id: 'play', parent: null },
];

it('is a category with all below it', () => {
  expect([...branchOf(ROWS, ROWS[0])]).toEqual(['home', 'kitchen', 'mugs']);
  expect([...branchOf(ROWS, ROWS[3])]).toEqual(['play']);
  expect(branchOf(ROWS).size).toBe(0);
});
