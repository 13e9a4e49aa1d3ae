import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Conversation } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useOnline } from '@/shared/lib/useOnline';
import { useTopic } from '@/shared/realtime';
import { acts, conversationQuery, LISTS, summaryQuery } from './api';
import { rowsOf } from './lines';
import { moveMark, useOutbox } from './post';
import { lastSeq } from './stretch';
import { threadQuery, threads } from './thread';

/** What stands in the thread, from the newest on, and how more of it comes. */
export function useThread(conversation: Conversation, at?: number) {
  const queries = useQueryClient();
  const { user } = useSession();
  const query = useQuery(threadQuery(queries, conversation.id, at));
  const all = useOutbox();
  const [opened] = useState({ unread: conversation.unread, readUpTo: conversation.me.last_read_seq });
  const isLoading = useRef(false);
  const stretch = query.data;
  const drafts = useMemo(() => all.filter((draft) => draft.conversation === conversation.id), [all, conversation.id]);
  const rows = useMemo(
    () =>
      stretch
        ? rowsOf(stretch.messages, stretch.hasAfter ? [] : drafts, { me: user?.id, readUpTo: opened.unread ? opened.readUpTo : undefined })
        : [],
    [stretch, drafts, user?.id, opened],
  );
  const once = async (act: () => Promise<unknown>) => {
    if (isLoading.current) return;
    isLoading.current = true;
    await act().catch(() => undefined); // the button that asks for it stays
    isLoading.current = false;
  };
  const { older, newer, jump } = threads(queries);
  return {
    query,
    rows,
    drafts,
    firstUnread: opened.unread > 0 ? opened.readUpTo + 1 : undefined,
    older: () => once(async () => stretch?.hasBefore && older(conversation.id, stretch)),
    newer: () => once(async () => stretch?.hasAfter && newer(conversation.id, stretch)),
    jump: (seq?: number) => jump(conversation.id, seq),
  };
}

/** Tells the others, and my other windows, what I have seen: when the end of the thread is in sight. */
export function useReading(conversation: Conversation, stretch: { messages: { seq: number }[] } | undefined, isAtEnd: boolean): void {
  const queries = useQueryClient();
  const { user } = useSession();
  const isOnline = useOnline();
  const isVisible = useVisible();
  const seq = stretch ? lastSeq(stretch as never) : 0;
  const { id, me } = conversation;
  const isNew = seq > me.last_read_seq || me.is_marked_unread;
  useEffect(() => {
    if (!isAtEnd || !isOnline || !isVisible || !isNew || !seq || !user) return;
    const settle = () => {
      void queries.invalidateQueries({ queryKey: LISTS });
      void queries.invalidateQueries({ queryKey: summaryQuery.queryKey });
    };
    moveMark(queries, { conversation: id, user: user.id, seq }, 'last_read_seq', user.id);
    acts.read(id, seq).then(settle, () => queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey }));
  }, [id, seq, isNew, isAtEnd, isOnline, isVisible, user, queries]);
}

function useVisible(): boolean {
  const [isVisible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

const TYPING_MS = 6_000;

/** Who is writing now. Delivery marks come on the same topic. */
export function useTypists(conversation: string): string[] {
  const queries = useQueryClient();
  const { user } = useSession();
  const [typists, setTypists] = useState<Record<string, number>>({});
  useTopic(`conversation:${conversation}`, ({ type, data }) => {
    const said = data as { conversation: string; user: string; seq: number; is_typing: boolean };
    if (type === 'conversation.delivered') moveMark(queries, said, 'last_delivered_seq', user?.id);
    if (type === 'typing' && said.user !== user?.id)
      setTypists(({ [said.user]: _, ...others }) => (said.is_typing ? { ...others, [said.user]: Date.now() + TYPING_MS } : others));
  });
  const next = Math.min(...Object.values(typists));
  useEffect(() => {
    if (next === Number.POSITIVE_INFINITY) return;
    const end = () => setTypists((now) => Object.fromEntries(Object.entries(now).filter(([, until]) => until > Date.now())));
    const timer = setTimeout(end, Math.max(0, next - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [next]);
  return Object.keys(typists);
}

const SAY_EVERY_MS = 3_000;

/** Call it with each key: the others hear at most every three seconds that somebody writes, and once that it is over. */
export function useTyping(conversation: string, isAllowed: boolean) {
  const said = useRef(0);
  const say = (is: boolean) => void acts.typing(conversation, is).catch(() => undefined);
  return (isTyping: boolean) => {
    if (!isAllowed || !navigator.onLine) return;
    if (isTyping && Date.now() - said.current > SAY_EVERY_MS) {
      said.current = Date.now();
      say(true);
    } else if (!isTyping && said.current) {
      said.current = 0;
      say(false);
    }
  };
}
