import { expect, test } from 'vitest';
import type { MessageCard } from '@/shared/api/gen/types.gen';
import { newsOf, type Said } from './news';
import type { Stretch } from './stretch';

const of = (seqs: number[], hasAfter = false, sender = 'mona'): Stretch => ({
  messages: seqs.map((seq) => ({ id: String(seq), seq, sender }) as MessageCard),
  hasBefore: false,
  hasAfter,
});
const seqs = ({ messages }: Said) => messages.map(({ seq }) => seq);
const opened = newsOf({ messages: [] }, of([1, 2]), 'alice');

test('what was there when the conversation opened is not said', () => {
  expect(seqs(opened)).toEqual([]);
});

test('a new message is said once, also when the thread is loaded again or goes further back', () => {
  const said = newsOf(opened, of([1, 2, 3]), 'alice');
  expect(seqs(said)).toEqual([3]);
  expect(newsOf(said, of([0, 1, 2, 3]), 'alice')).toBe(said);
  expect(seqs(newsOf(said, of([2, 3, 4]), 'alice'))).toEqual([4]);
});

test('my own words are not said to me', () => {
  const mine = newsOf(opened, of([3], false, 'alice'), 'alice');
  expect(seqs(mine)).toEqual([]);
  expect(seqs(newsOf(mine, of([3, 4]), 'alice'))).toEqual([4]);
});

test('many at once, after a time without a network, are said by the last three', () => {
  expect(seqs(newsOf(opened, of([3, 4, 5, 6, 7]), 'alice'))).toEqual([5, 6, 7]);
});

test('a part of the past says nothing', () => {
  expect(newsOf(opened, of([1, 2, 9], true), 'alice')).toBe(opened);
});
