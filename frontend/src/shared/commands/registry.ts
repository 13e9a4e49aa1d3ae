import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** Something that can be done here and now, offered by the command palette. */
export type Command = {
  id: string;
  label: string;
  description?: string;
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

/** Offers these commands in the palette while the calling component is on the page; what is falsy isn't possible now. */
export function useOffer(commands: readonly (Command | false | undefined)[]): void {
  const possible = commands.filter((one) => one !== false && one !== undefined);
  const run = useEffectEvent((id: string) => possible.find((one) => one.id === id)?.run());
  const words = JSON.stringify(possible); // without `run`: offered anew only when it reads differently
  useEffect(() => {
    const mine = (JSON.parse(words) as Omit<Command, 'run'>[]).map((one) => ({ ...one, run: () => run(one.id) }));
    change([...offered, mine]);
    return () => change(offered.filter((one) => one !== mine));
  }, [words]);
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => flat);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}
