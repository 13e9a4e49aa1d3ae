import { expect, test } from 'vitest';
import { dayIn, isAlwaysOpen, isSound, problemOf, tidy, withSpan } from './hours';

test('a day names its first problem', () => {
  expect(problemOf([['09:00', '17:00']])).toBeUndefined();
  expect(problemOf([['18:00', '24:00']])).toBeUndefined();
  expect(problemOf([['9:00', '17:00']])).toBe('clock');
  expect(problemOf([['25:00', '26:00']])).toBe('clock');
  expect(problemOf([['17:00', '09:00']])).toBe('order');
  expect(
    problemOf([
      ['13:00', '18:00'],
      ['09:00', '13:30'],
    ]),
  ).toBe('overlap');
});

test('spans that touch do not overlap', () => {
  expect(
    problemOf([
      ['09:00', '13:00'],
      ['13:00', '17:00'],
    ]),
  ).toBeUndefined();
});

test('what is sent is sorted and leaves closed days out', () => {
  expect(
    tidy({
      mon: [
        ['13:00', '17:00'],
        ['09:00', '12:00'],
      ],
      tue: [],
    }),
  ).toEqual({
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
  });
});

test('a week without a span is always open', () => {
  expect(isAlwaysOpen({ mon: [] })).toBe(true);
  expect(isAlwaysOpen({ mon: [['09:00', '17:00']] })).toBe(false);
});

test('a span that is added fits behind the others', () => {
  expect(withSpan([])).toEqual([['09:00', '17:00']]);
  expect(isSound({ mon: withSpan([['09:00', '12:00']]) })).toBe(true);
  expect(isSound({ mon: withSpan([['09:00', '22:30']]) })).toBe(true);
});

test('the weekday is that of the lab, not of the reader', () => {
  const at = new Date('2024-01-01T23:30:00Z');
  expect(dayIn('UTC', at)).toBe('mon');
  expect(dayIn('Asia/Tokyo', at)).toBe('tue');
});
