import { expect, test } from 'vitest';
import { isSoon } from './api';

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

test('the log looks again only while something is about to happen', () => {
  expect(isSoon({ state: 'waiting', next_attempt_at: at(-5) })).toBe(true);
  expect(isSoon({ state: 'waiting', next_attempt_at: at(30) })).toBe(true);
  expect(isSoon({ state: 'waiting', next_attempt_at: at(3600) })).toBe(false);
  expect(isSoon({ state: 'delivered', next_attempt_at: at(-5) })).toBe(false);
});
