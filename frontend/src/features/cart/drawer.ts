import { useSyncExternalStore } from 'react';

/** Why the drawer is open: where the focus goes afterwards, and the name of what was put in just now. */
export type Opening = { backTo: () => HTMLElement | null; added?: string };

let opening: Opening | undefined;
const watchers = new Set<() => void>();

function set(next: Opening | undefined): void {
  opening = next;
  for (const watcher of watchers) watcher();
}

export const openDrawer = (why: Opening) => set(why);
export const closeDrawer = () => set(undefined);

/** The drawer stands in the shell, and is opened from pages that know nothing of the shell. */
export const useDrawer = (): Opening | undefined =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => opening,
  );
