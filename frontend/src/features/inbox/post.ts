import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { conversationsMessagesCreate } from '@/shared/api/gen/sdk.gen';
import type { Conversation, MessageCard } from '@/shared/api/gen/types.gen';
import { conversationQuery } from './api';
import { browserKeeper } from './keeper';
import { type Draft, Outbox } from './outbox';
import { threads } from './thread';

const arrivals = new Set<(message: MessageCard) => void>();

/** The one outbox of this window. */
export const outbox = new Outbox({
  keeper: browserKeeper,
  isOnline: () => navigator.onLine,
  send: (draft) => exclusively(() => send(draft)),
});

export const useOutbox = (): readonly Draft[] => useSyncExternalStore(outbox.subscribe, outbox.all);

/** Hears of each message that the server took, before it leaves the outbox. */
export function onArrival(tell: (message: MessageCard) => void): () => void {
  arrivals.add(tell);
  return () => void arrivals.delete(tell);
}

async function send({ client_id, conversation, body, reply_to, attachments }: Draft): Promise<void> {
  const { data } = await conversationsMessagesCreate({
    path: { conversation_id: conversation },
    body: { client_id, body, reply_to: reply_to?.id ?? null, attachments: attachments.map(({ id }) => id) },
  });
  for (const tell of arrivals) tell(data as MessageCard);
}

/** Only one window sends at a time: what two of them hold goes out in one order. */
const exclusively = <T>(act: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request('strato-outbox', act) as Promise<T>) : act();

/** A message is there, by whichever way it came. */
export function take(queries: QueryClient, message: MessageCard, me: string | undefined): void {
  threads(queries).add(message);
  patch(queries, message.conversation, (row) => {
    if (message.seq <= row.last_seq) return row;
    const seen = message.sender === me ? message.seq : row.me.last_read_seq;
    return {
      ...row,
      last_seq: message.seq,
      last_message: message,
      unread: message.seq - seen,
      me: { ...row.me, last_read_seq: seen },
    };
  });
}

/** Somebody has read, or has on a device, what came up to `seq`. */
export function moveMark(
  queries: QueryClient,
  { conversation, user, seq }: { conversation: string; user: string; seq: number },
  mark: 'last_read_seq' | 'last_delivered_seq',
  me: string | undefined,
): void {
  patch(queries, conversation, (row) => {
    if (user === me && mark === 'last_read_seq')
      return { ...row, unread: Math.max(0, row.last_seq - seq), me: { ...row.me, last_read_seq: seq, is_marked_unread: false } };
    const people = row.people.map((one) => (one.id === user && seq > (one[mark] ?? -1) ? { ...one, [mark]: seq } : one));
    return { ...row, people };
  });
}

function patch(queries: QueryClient, id: string, how: (row: Conversation) => Conversation): void {
  queries.setQueryData(conversationQuery(id).queryKey, (row: Conversation | undefined) => row && how(row));
}
