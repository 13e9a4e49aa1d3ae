import { expect, it } from 'vitest';
import type { MessageCard } from '@/shared/api/gen/types.gen';
import { appended, joined, replaced, type Stretch } from './stretch';

const message = (seq: number, body = `${seq}`) => ({ id: `m${seq}`, seq, body, attachments: [] }) as unknown as MessageCard;
const stretch = (from: number, to: number, more: Partial<Stretch> = {}): Stretch => ({
  messages: Array.from({ length: to - from + 1 }, (_, n) => message(from + n)),
  hasBefore: from > 1,
  hasAfter: false,
  ...more,
});
const seqs = (of: Stretch | undefined) => of?.messages.map(({ seq }) => seq);

it('takes the next message, the same one twice only once, and no message after a gap', () => {
  const two = stretch(1, 2);
  const three = appended(two, message(3));
  expect(seqs(three)).toEqual([1, 2, 3]);
  expect(seqs(appended(three as Stretch, message(3)))).toEqual([1, 2, 3]);
  expect(appended(two, message(4))).toBeUndefined();
  expect(appended(stretch(1, 2, { hasAfter: true }), message(3))).toBeUndefined();
});

it('puts an edit in its place', () => {
  expect(replaced(stretch(1, 3), message(2, 'new')).messages.map(({ body }) => body)).toEqual(['1', 'new', '3']);
  expect(replaced(stretch(1, 3), message(9, 'new'))).toEqual(stretch(1, 3));
});

it('takes what an answer quotes along: new words, and none of a message that is gone', () => {
  const answer = { ...message(2, 'No'), reply_to: { id: 'm1', seq: 1, sender: 's', excerpt: 'buy', is_deleted: false } };
  const before = { ...stretch(1, 1), messages: [message(1, 'buy'), answer] };
  const quoted = (now: Partial<MessageCard>) => replaced(before, { ...message(1), sender: 's', ...now }).messages[1]?.reply_to;
  expect(quoted({ body: 'sell', deleted_at: null })).toMatchObject({ excerpt: 'sell', is_deleted: false });
  expect(quoted({ body: '', deleted_at: '2026-01-01T00:00:00Z' })).toEqual({ ...answer.reply_to, excerpt: '', is_deleted: true });
  const alone = replaced({ ...before, messages: [answer] }, { ...message(1, ''), deleted_at: '2026-01-01T00:00:00Z' });
  expect(alone.messages[0]?.reply_to).toMatchObject({ excerpt: '', is_deleted: true });
});

it('keeps links that a frame did not bring', () => {
  const file = { id: 'f', url: '/there' };
  const before = { ...stretch(1, 1), messages: [{ ...message(1), attachments: [file] } as unknown as MessageCard] };
  const heard = { ...message(1, 'new'), attachments: [{ id: 'f', url: null }] } as unknown as MessageCard;
  expect(replaced(before, heard).messages[0]).toMatchObject({ body: 'new', attachments: [file] });
});

it('grows at both ends and knows at which there is more', () => {
  const older = joined(stretch(5, 7), stretch(3, 4, { hasBefore: true, hasAfter: true }));
  expect(seqs(older)).toEqual([3, 4, 5, 6, 7]);
  expect(older).toMatchObject({ hasBefore: true, hasAfter: false });
  const newer = joined(stretch(3, 4, { hasAfter: true }), stretch(5, 7));
  expect(seqs(newer)).toEqual([3, 4, 5, 6, 7]);
  expect(newer).toMatchObject({ hasBefore: true, hasAfter: false });
});
