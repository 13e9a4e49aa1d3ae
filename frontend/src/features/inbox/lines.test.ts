import { expect, it } from 'vitest';
import type { ConversationPerson, MessageCard } from '@/shared/api/gen/types.gen';
import { rowsOf } from './lines';
import type { Draft } from './outbox';
import { markOf } from './words';

const at = (minute: number, day = 10) => new Date(2026, 5, day, 12, minute).toISOString();
const message = (seq: number, sender: string, created_at: string, kind = 'text') =>
  ({ id: `m${seq}`, client_id: `c${seq}`, seq, sender, created_at, kind }) as unknown as MessageCard;
const draft = (client_id: string, created_at: string) => ({ client_id, created_at }) as unknown as Draft;
const kinds = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => (row.kind === 'group' ? row.lines.map(({ key }) => key).join('+') : row.kind));

it('puts together what one person writes in one breath, under its day', () => {
  const said = [
    message(1, 'a', at(0)),
    message(2, 'a', at(3)),
    message(3, 'a', at(20)),
    message(4, 'b', at(21)),
    message(5, 'b', at(22, 11)),
  ];
  expect(kinds(rowsOf(said, [], { me: 'a' }))).toEqual(['day', 'c1+c2', 'c3', 'c4', 'day', 'c5']);
});

it('marks the first that is new to me, which none of my own is', () => {
  const said = [message(1, 'b', at(0)), message(2, 'a', at(1)), message(3, 'b', at(2)), message(4, 'b', at(3))];
  expect(kinds(rowsOf(said, [], { me: 'a', readUpTo: 1 }))).toEqual(['day', 'c1', 'c2', 'unread', 'c3+c4']);
});

it('shows what waits at the end, and nothing twice', () => {
  const said = [message(1, 'a', at(0))];
  expect(kinds(rowsOf(said, [draft('c1', at(0)), draft('c2', at(1))], { me: 'a' }))).toEqual(['day', 'c1+c2']);
});

it('lets notes stand between', () => {
  const said = [message(1, 'a', at(0)), message(2, 'a', at(1), 'note'), message(3, 'a', at(1))];
  expect(kinds(rowsOf(said, [], { me: 'a' }))).toEqual(['day', 'c1', 'note', 'c3']);
});

it('says how far a message came: with all who show it', () => {
  const person = (read: number | null, delivered: number | null, is_here = true) =>
    ({ is_here, last_read_seq: read, last_delivered_seq: delivered }) as ConversationPerson;
  expect(markOf(3, [person(2, 2)])).toBe('sent');
  expect(markOf(3, [person(2, 3)])).toBe('delivered');
  expect(markOf(3, [person(3, 3), person(2, 3)])).toBe('delivered');
  expect(markOf(3, [person(3, 3), person(null, 3), person(0, 0, false)])).toBe('read');
  expect(markOf(3, [person(null, null)])).toBe('sent');
});
