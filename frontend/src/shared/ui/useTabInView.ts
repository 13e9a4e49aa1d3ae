import { useEffect, useRef } from 'react';

/** For a row of tabs, which on a phone is longer than the screen: the chosen one is shown. */
export function useTabInView(tab: string) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: a browser whose scrolling gives a promise would have it taken for a clean-up.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
  }, [tab]);
  return list;
}
