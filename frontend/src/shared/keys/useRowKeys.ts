import { type RefObject, useEffect, useEffectEvent } from 'react';
import { isSingle, useSingleKeys } from './singleKeys';

/** What the keys do to the row that has the focus; each is given the row's `data-row`. */
export type RowActs = { select?: (id: string) => void; edit?: (id: string) => void; open?: (id: string) => void };

/**
 * `j` and `k` move through the `[data-row]` elements of a `[data-rows]` list, `x` selects, `e` edits, Enter opens.
 * With several lists on a page the keys belong to the one that has the focus, else to the first.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, acts: RowActs = {}): void {
  const [isOn] = useSingleKeys();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const box = list.current;
    if (!box || !isSingle(event) || listInUse() !== box) return;
    const rows = [...box.querySelectorAll<HTMLElement>('[data-row]')];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const id = rows[at]?.dataset.row;
    if (event.key === 'Enter') {
      if (id && acts.open && event.target === rows[at]) acts.open(id);
      return;
    }
    if (!isOn) return;
    const act = { x: acts.select, e: acts.edit }[event.key];
    if (event.key === 'j') rows[Math.min(at + 1, rows.length - 1)]?.focus();
    else if (event.key === 'k') rows[Math.max(at - 1, 0)]?.focus();
    else if (id && act) act(id);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

function listInUse(): Element | null {
  return document.activeElement?.closest('[data-rows]') ?? document.querySelector('[data-rows]');
}
