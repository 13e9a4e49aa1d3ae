import { type ReactNode, useEffect, useSyncExternalStore } from 'react';

/** Something the page at hand can do, or a thing one can open, offered by the command palette. */
export type Command = {
  id: string;
  label: string;
  description?: string;
  keywords?: string[];
  icon?: ReactNode;
  run: () => unknown;
};

let offered: readonly (readonly Command[])[] = [];
let flat: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: readonly (readonly Command[])[]): void {
  offered = next;
  flat = next.flat();
  for (const tell of listeners) tell();
}

/** Offers these commands in the palette while the calling component is on the page. Memoize the list. */
export function useOffer(commands: readonly Command[]): void {
  useEffect(() => {
    change([...offered, commands]);
    return () => change(offered.filter((one) => one !== commands));
  }, [commands]);
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => flat);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}
