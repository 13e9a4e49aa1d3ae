import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isPast, today } from './days';
import { formatDay } from './format';

const EVENING = '2026-11-23T02:00:00Z'; // six in the evening of the 22nd in Los Angeles

beforeEach(() => void vi.useFakeTimers({ now: new Date(EVENING) }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

it.each([
  ['America/Los_Angeles', '2026-11-22'],
  ['UTC', '2026-11-23'],
  ['Pacific/Auckland', '2026-11-23'],
])('today in %s is %s', (zone, day) => {
  vi.stubEnv('TZ', zone);
  expect(today()).toBe(day);
  expect(isPast(day)).toBe(false); // what is due today is late tomorrow
  expect(isPast('2026-11-21')).toBe(true);
  expect(isPast('2026-11-23T01:59:00Z')).toBe(true);
});

it.each(['America/Los_Angeles', 'UTC', 'Pacific/Auckland'])('a day without a time is the same day in %s', (zone) => {
  vi.stubEnv('TZ', zone);
  expect(formatDay('2026-11-22', 'en')).toBe('Sun, Nov 22');
});
