import { useEffect, useState } from 'react';

/**
 * When what renders this goes, the focus is back where it was: on what was pressed to open it, or where `to` says;
 * when that is gone, on the page's title.
 */
export function useFocusBack(to?: () => HTMLElement | null): void {
  const [opener] = useState(openerOf);
  const [target] = useState(() => to ?? (() => opener));
  useEffect(
    () => () => {
      // Once the dialog has left the page; whoever took the focus meanwhile keeps it.
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        const there = target();
        (there?.isConnected ? there : document.getElementById('page-title'))?.focus({ preventScroll: true });
      });
    },
    [target],
  );
}

/** What the dialog was opened with; of a menu, which closes, the button that opens it. */
function openerOf(): HTMLElement | null {
  const active = document.activeElement as HTMLElement | null;
  const menu = active?.closest('[role="menu"]');
  return menu ? document.querySelector<HTMLElement>(`[aria-controls="${menu.id}"]`) : active;
}
