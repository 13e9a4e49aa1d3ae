import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { Connection, type ConnectionOptions, type LiveState } from './connection';
import { keysToInvalidate } from './invalidation';
import type { Envelope } from './protocol';

type Live = { connection: Connection; subscribe: (notify: () => void) => () => void; state: () => LiveState };

const Context = createContext<Live | undefined>(undefined);

type Props = Pick<ConnectionOptions, 'token' | 'poll'> & {
  /** Changes when another person signs in; empty: nobody is signed in, no socket is opened. */
  person: string;
  children: ReactNode;
};

/** Opens the socket for the person who is signed in, and refetches what its frames say has changed. */
export function RealtimeProvider({ person, token, poll, children }: Props) {
  const queries = useQueryClient();
  const source = useRef({ token, poll });
  source.current = { token, poll };
  const live = useMemo<Live>(() => {
    let state: LiveState = 'idle';
    const watchers = new Set<() => void>();
    const connection = new Connection({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/`,
      token: (fresh) => source.current.token(fresh),
      poll: (after) => source.current.poll(after),
      onResync: () => void queries.invalidateQueries(),
      onState: (next) => {
        state = next;
        for (const notify of watchers) notify();
      },
    });
    return {
      connection,
      state: () => state,
      subscribe: (notify) => {
        watchers.add(notify);
        return () => void watchers.delete(notify);
      },
    };
  }, [queries]);

  useEffect(() => {
    if (!person) return;
    const deaf = live.connection.listen((frame) => {
      for (const queryKey of keysToInvalidate(frame)) void queries.invalidateQueries({ queryKey });
    });
    live.connection.start();
    return () => {
      deaf();
      live.connection.stop();
    };
  }, [person, live, queries]);

  return <Context.Provider value={live}>{children}</Context.Provider>;
}

function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error('useLive needs RealtimeProvider');
  return live;
}

/** How the page hears of changes now: "live" by socket, "polling" without one. */
export function useLiveState(): LiveState {
  const { subscribe, state } = useLive();
  return useSyncExternalStore(subscribe, state);
}

/** Follows one topic while mounted; undefined follows nothing. */
export function useTopic(topic: string | undefined, onFrame: (frame: Envelope) => void): void {
  const { connection } = useLive();
  const handler = useRef(onFrame);
  handler.current = onFrame;
  useEffect(() => (topic ? connection.follow(topic, (frame) => handler.current(frame)) : undefined), [connection, topic]);
}

/** Hears every durable frame while mounted. */
export function useFrames(onFrame: (frame: Envelope) => void): void {
  const { connection } = useLive();
  const handler = useRef(onFrame);
  handler.current = onFrame;
  useEffect(() => connection.listen((frame) => handler.current(frame)), [connection]);
}
