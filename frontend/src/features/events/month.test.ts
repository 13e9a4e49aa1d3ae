import { describe, expect, it } from 'vitest';
import { addMonths, byDay, stepOf, weeksOf } from './month';

describe('the weeks of a month', () => {
  it('are whole, from the first day of the week that the language has', () => {
    const german = weeksOf('2027-05', 1);
    expect(german[0][0]).toBe('2027-04-26');
    expect(german.at(-1)?.at(-1)).toBe('2027-06-06');
    expect(weeksOf('2027-05', 7)[0][0]).toBe('2027-04-25');
  });

  it('are four when February fits exactly, six when a month spreads', () => {
    expect(weeksOf('2027-02', 1)).toHaveLength(4);
    expect(weeksOf('2026-08', 1)).toHaveLength(6);
  });
});

it('keeps to the last day of a shorter month', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  expect(addMonths('2027-03-31', -1)).toBe('2027-02-28');
});

it.each([
  ['ArrowLeft', '2027-02-28'],
  ['ArrowDown', '2027-03-08'],
  ['Home', '2027-03-01'],
  ['End', '2027-03-07'],
  ['PageUp', '2027-02-01'],
  ['x', undefined],
])('%s leads from Monday 1 March to %s', (key, day) => {
  expect(stepOf(key, '2027-03-01', 1)).toBe(day);
});

it('shows an event on each day that it touches, and not on the one that it ends at midnight of', () => {
  const local = (day: number, hour: number) => new Date(2027, 4, day, hour).toISOString();
  const long = { id: 'long', starts_at: local(4, 22), ends_at: local(6, 0) };
  const short = { id: 'short', starts_at: local(5, 9), ends_at: local(5, 10) };
  const days = byDay([long, short]);
  expect([...days].map(([day, rows]) => [day, rows.map(({ id }) => id)])).toEqual([
    ['2027-05-04', ['long']],
    ['2027-05-05', ['long', 'short']],
  ]);
});
