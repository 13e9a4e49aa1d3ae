import type { MessageCard } from '@/shared/api/gen/types.gen';
import { dayOf } from '@/shared/lib/days';
import type { Draft } from './outbox';

/** One message as it stands in the thread: with the server, or still on its way. */
export type Line = { key: string; message: MessageCard; draft?: undefined } | { key: string; message?: undefined; draft: Draft };

/** What stands below each other in a thread. */
export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'note'; key: string; message: MessageCard }
  | { kind: 'group'; key: string; sender: string | null; at: string; lines: Line[] };

const SAME_BREATH_MS = 5 * 60_000;

type Options = {
  me: string | undefined;
  /** The newest that was read when the thread was opened; undefined: there was nothing new. */
  readUpTo?: number;
};

/** Messages, then drafts that the server has not answered for, by day and by who writes in one breath. */
export function rowsOf(messages: readonly MessageCard[], drafts: readonly Draft[], { me, readUpTo }: Options): Row[] {
  const rows: Row[] = [];
  let day = '';
  let last = 0;
  let isMarked = readUpTo === undefined;
  const put = (line: Line, sender: string | null, at: string) => {
    const time = new Date(at).getTime();
    const on = dayOf(new Date(at));
    if (on !== day) {
      day = on;
      rows.push({ kind: 'day', key: `day-${day}`, at });
    }
    if (!isMarked && line.message && sender !== me && line.message.seq > (readUpTo ?? 0)) {
      isMarked = true;
      rows.push({ kind: 'unread', key: 'unread' });
    }
    const group = rows.at(-1);
    if (line.message?.kind === 'note') rows.push({ kind: 'note', key: line.key, message: line.message });
    else if (group?.kind === 'group' && group.sender === sender && time - last < SAME_BREATH_MS) group.lines.push(line);
    else rows.push({ kind: 'group', key: `by-${line.key}`, sender, at, lines: [line] });
    last = time;
  };
  for (const message of messages) put({ key: message.client_id, message }, message.sender, message.created_at);
  const known = new Set(messages.filter(({ sender }) => sender === me).map(({ client_id }) => client_id));
  for (const draft of drafts) if (!known.has(draft.client_id)) put({ key: draft.client_id, draft }, me ?? null, draft.created_at);
  return rows;
}
