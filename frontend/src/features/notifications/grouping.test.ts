import { expect, test } from 'vitest';
import type { Notification } from '@/shared/api/gen/types.gen';
import { byDay } from './grouping';
import { nameOf } from './push';
import { sentenceOf } from './words';

const told = (id: string, at: Date, subject?: string) =>
  ({ id, created_at: at.toISOString(), subject: subject ? { type: 'order', id: subject, label: subject } : null }) as Notification;

test('what happened to one thing on one day stands together, under the day of the reader’s clock', () => {
  const late = new Date(2026, 10, 20, 23, 55);
  const morning = new Date(2026, 10, 21, 8, 0);
  const noon = new Date(2026, 10, 21, 12, 0);
  const days = byDay([told('5', noon, 'A'), told('4', noon, 'B'), told('3', morning, 'A'), told('2', morning), told('1', late, 'A')]);
  expect(days.map(([day, clusters]) => [day, clusters.map((cluster) => cluster.map(({ id }) => id))])).toEqual([
    ['2026-11-21', [['5', '3'], ['4'], ['2']]],
    ['2026-11-20', [['1']]],
  ]);
});

test('amounts are written as the reader writes them', () => {
  const t = ((key: string, words: Record<string, string> = {}) => `${key} ${words.total} ${words.number}`) as never;
  const facts = { total: '1253.10 EUR', number: 'O-000001' };
  expect(sentenceOf({ kind: 'order.placed', facts }, t)).toBe('kind.order_placed €1,253.10 O-000001');
});

test('a moment keeps the clock of its zone', () => {
  const t = ((key: string, words: Record<string, string> = {}) => `${key} ${words.starts}`) as never;
  const facts = { starts: '2027-05-04 19:00 EDT' };
  expect(sentenceOf({ kind: 'event.reminder', facts }, t)).toMatch(/^kind.event_reminder May 4, 2027, 7:00\sPM EDT$/);
});

test('what is about nothing stands alone', () => {
  const noon = new Date(2026, 10, 21, 12, 0);
  expect(byDay([told('2', noon), told('1', noon)])[0][1]).toHaveLength(2);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36', 'Chrome · Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1',
    'Safari · iPhone',
  ],
  ['curl/8', ''],
])('a device is named as its person knows it: %s', (userAgent, name) => {
  expect(nameOf(userAgent)).toBe(name);
});
