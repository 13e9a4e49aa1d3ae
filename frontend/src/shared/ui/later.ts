import { useSyncExternalStore } from 'react';
import { toastError, toastUndo } from './toast';

const UNDO_MS = 8_000;

type Act = {
  /** What it is done to: hidden by whoever shows it, as long as the act waits. */
  id: string;
  /** Said with the offer to undo. */
  message: string;
  /** `init` keeps the request alive when the page is left. */
  act: (init: { keepalive: true }) => Promise<unknown>;
  /** Once it is done, or could not be. */
  onSettled?: () => unknown;
};
type Waiting = Act & { timer: ReturnType<typeof setTimeout> };

const waiting = new Map<string, Waiting>();
let ids: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function changed(): void {
  ids = new Set(waiting.keys());
  for (const tell of listeners) tell();
}

/**
 * For what the server cannot take back: it seems done at once and is done after eight seconds, or when the page is left.
 * Until then it can be undone, which sends nothing.
 */
export function doLater(act: Act): void {
  if (waiting.has(act.id)) return;
  waiting.set(act.id, { ...act, timer: setTimeout(() => void run(act.id), UNDO_MS) });
  changed();
  toastUndo(
    act.message,
    () => {
      clearTimeout(waiting.get(act.id)?.timer);
      waiting.delete(act.id);
      changed();
    },
    `later-${act.id}`,
  );
}

async function run(id: string): Promise<void> {
  const one = waiting.get(id);
  if (!one) return;
  clearTimeout(one.timer);
  try {
    await one.act({ keepalive: true });
  } catch (error) {
    toastError(error, `later-${id}`);
  }
  await one.onSettled?.();
  waiting.delete(id); // only now: the list that it was hidden from has been loaded again
  changed();
}

addEventListener('pagehide', () => {
  for (const id of waiting.keys()) void run(id);
});

/** What seems done already, by id. */
export function useWaiting(): ReadonlySet<string> {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
    () => ids,
  );
}
