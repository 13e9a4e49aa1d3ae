import { expect, test } from 'vitest';
import { minorOf, toMajor, toMinor } from './amounts';

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

test('what a filter asks for has the digits of its currency', () => {
  expect([minorOf(12.5, 'EUR'), minorOf(1250, 'JPY'), minorOf(1.25, 'KWD'), minorOf(undefined, 'EUR')]).toEqual([
    1250,
    1250,
    1250,
    undefined,
  ]);
});
