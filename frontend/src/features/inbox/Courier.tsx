import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { MessageCard } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useFrames, useLiveState } from '@/shared/realtime';
import { acts } from './api';
import { moveMark, onArrival, outbox, take } from './post';
import { threads } from './thread';

const CALM_MS = 300;

type Said = { conversation: string; message: MessageCard };
type Read = { conversation: string; user: string; seq: number };

/** Carries what was written to the server and what is heard to the pages, wherever in the app one is. Shows nothing. */
export function Courier() {
  const { user } = useSession();
  const queries = useQueryClient();
  const live = useLiveState();
  const me = user?.id;
  const late = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  useFrames(({ type, data }) => {
    if (type === 'message.new') {
      const { conversation, message } = data as unknown as Said;
      take(queries, message, me);
      if (message.sender === me && message.attachments.length === 0) return;
      clearTimeout(late.current.get(conversation));
      late.current.set(
        conversation,
        setTimeout(() => void threads(queries).catchUp(conversation, message.seq), CALM_MS),
      );
    } else if (type === 'message.changed') threads(queries).replace((data as unknown as Said).message);
    else if (type === 'conversation.read') moveMark(queries, data as unknown as Read, 'last_read_seq', me);
  });

  useEffect(() => onArrival((message) => take(queries, message, message.sender ?? undefined)), [queries]);
  useEffect(() => {
    void outbox.open(me ?? '');
  }, [me]);
  useEffect(() => {
    if (live === 'live') outbox.flush(); // the server is back
  }, [live]);
  useEffect(() => {
    addEventListener('online', outbox.flush);
    return () => removeEventListener('online', outbox.flush);
  }, []);
  usePresence(me);
  return null;
}

const MINUTE_MS = 60_000;

/** Says each minute that somebody looks at the app, and once that they no longer do. */
function usePresence(me: string | undefined): void {
  useEffect(() => {
    if (!me) return;
    const say = () => {
      if (document.visibilityState === 'visible' && navigator.onLine) void acts.beHere(true).catch(() => undefined);
    };
    const leave = () => void acts.beHere(false).catch(() => undefined);
    say();
    const timer = setInterval(say, MINUTE_MS);
    document.addEventListener('visibilitychange', say);
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
      removeEventListener('pagehide', leave);
    };
  }, [me]);
}
