import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { conversationsMessagesList } from '@/shared/api/gen/sdk.gen';
import type { ConversationsMessagesListData, MessageCard } from '@/shared/api/gen/types.gen';
import { appended, firstSeq, joined, lastSeq, replaced, type Stretch } from './stretch';

const PAGE = 50;
const MOST = 100;
const LONGEST = 500;

type Where = NonNullable<ConversationsMessagesListData['query']>;

async function load(conversation: string, where: Where, signal?: AbortSignal): Promise<Stretch> {
  const { data: page } = await conversationsMessagesList({
    path: { conversation_id: conversation },
    query: { limit: PAGE, ...where },
    signal,
    throwOnError: true,
  });
  return { messages: page.results, hasBefore: page.has_before, hasAfter: page.has_after };
}

const keyOf = (conversation: string) => ['thread', conversation] as const;

/** What is on the page of a conversation. Loaded anew it is the same stretch as it stands now: edits that nobody told us of are in it. */
export const threadQuery = (queries: QueryClient, conversation: string, at?: number) =>
  queryOptions({
    queryKey: keyOf(conversation),
    queryFn: async ({ signal }) => {
      const before = queries.getQueryData<Stretch>(keyOf(conversation));
      if (!before) return load(conversation, at === undefined ? {} : { around: at }, signal);
      return reload(conversation, before, signal);
    },
    staleTime: 0,
  });

async function reload(conversation: string, before: Stretch, signal: AbortSignal): Promise<Stretch> {
  if (before.messages.length === 0 || before.messages.length > LONGEST) return load(conversation, {}, signal);
  let now = await load(conversation, { after: firstSeq(before) - 1, limit: MOST }, signal);
  const end = before.hasAfter ? lastSeq(before) : Number.POSITIVE_INFINITY;
  while (now.hasAfter && lastSeq(now) < end) now = joined(now, await load(conversation, { after: lastSeq(now), limit: MOST }, signal));
  return { ...now, hasBefore: before.hasBefore };
}

/** The stretches of conversations in the cache, and how they grow. */
export const threads = (queries: QueryClient) => {
  const change = (conversation: string, how: (stretch: Stretch) => Stretch) =>
    queries.setQueryData<Stretch>(keyOf(conversation), (stretch) => stretch && how(stretch));
  /** An answer that is on its way was written before what we just heard: ask again. */
  const distrust = (conversation: string) => {
    const queryKey = keyOf(conversation);
    if (queries.isFetching({ queryKey })) void queries.invalidateQueries({ queryKey });
  };
  return {
    older: async (conversation: string, stretch: Stretch) => {
      const more = await load(conversation, { before: firstSeq(stretch) });
      change(conversation, (now) => (firstSeq(now) === firstSeq(stretch) ? joined(now, more) : now));
    },
    newer: async (conversation: string, stretch: Stretch) => {
      const more = await load(conversation, { after: lastSeq(stretch) });
      change(conversation, (now) => (lastSeq(now) === lastSeq(stretch) ? joined(now, more) : now));
    },
    /** Shows the part around a message, or the newest. */
    jump: async (conversation: string, seq?: number) => {
      const there = await load(conversation, seq === undefined ? {} : { around: seq });
      queries.setQueryData<Stretch>(keyOf(conversation), there);
    },
    replace: (message: MessageCard) => {
      change(message.conversation, (stretch) => replaced(stretch, message));
      distrust(message.conversation);
    },
    /** A new message at the end; with a gap before it the rest is asked for. */
    add: (message: MessageCard) => {
      const stretch = queries.getQueryData<Stretch>(keyOf(message.conversation));
      if (!stretch || stretch.hasAfter) return;
      const longer = appended(stretch, message);
      if (longer) queries.setQueryData<Stretch>(keyOf(message.conversation), longer);
      else void queries.invalidateQueries({ queryKey: keyOf(message.conversation) });
      distrust(message.conversation);
    },
    /** Asks for what came after: the server learns that it was delivered, and files get their links. */
    catchUp: async (conversation: string, seq: number) => {
      const queryKey = keyOf(conversation);
      if (queries.getQueryCache().find({ queryKey })?.isActive()) return queries.invalidateQueries({ queryKey });
      await load(conversation, { after: seq - 1, limit: 1 }).catch(() => undefined); // the next look tells the same
    },
  };
};
