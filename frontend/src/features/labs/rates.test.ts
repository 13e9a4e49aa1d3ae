import { expect, test } from 'vitest';
import { breaksOf, stepsProblem, toMajor, toMinor } from './rates';

test('amounts go to minor units and back without losing a cent', () => {
  for (const amount of [0, 1, 29, 115, 1999, 100_000_001]) expect(toMinor(toMajor(amount, 2), 2)).toBe(amount);
  expect(toMinor('2.50', 2)).toBe(250);
  expect(toMinor(500, 0)).toBe(500);
});

test('an empty amount is none, not zero', () => {
  expect(toMinor('', 2)).toBeNull();
  expect(toMajor(null, 2)).toBe('');
  expect(toMajor(0, 2)).toBe(0);
});

test('a ladder of steps names its problem', () => {
  expect(stepsProblem([{ at: 10, percent: 8 }], 2, 90)).toBeUndefined();
  expect(stepsProblem([{ at: 1, percent: 8 }], 2, 90)).toBe('low');
  expect(stepsProblem([{ at: 5, percent: 91 }], 2, 90)).toBe('percent');
  expect(
    stepsProblem(
      [
        { at: 5, percent: 8 },
        { at: 5, percent: 9 },
      ],
      2,
      90,
    ),
  ).toBe('twice');
});

test('quantity breaks are read as steps', () => {
  expect(breaksOf({ quantity_breaks: [{ from: 10, percent: 8 }] })).toEqual([{ at: 10, percent: 8 }]);
  expect(breaksOf({})).toEqual([]);
});
