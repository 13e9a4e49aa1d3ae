import { expect, test } from 'vitest';
import { breaksOf, stepsProblem } from './rates';

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
