import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { isSingle, useSingleKeys } from '@/shared/keys/singleKeys';

const load = () => import('./Palette');
const Palette = lazy(load);

/** Ctrl/⌘ K, and `/` on a page that has no search of its own. The palette's code comes with its first use. */
export function usePalette() {
  const [isWanted, setWanted] = useState(false);
  const [hasSingleKeys] = useSingleKeys();
  const open = useCallback(() => {
    setWanted(true);
    void load().then(({ openPalette }) => openPalette());
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && hasSingleKeys && isSingle(event);
      if (!isPalette && !isSlash) return;
      event.preventDefault();
      const field = isSlash && document.querySelector<HTMLInputElement>('main input[data-search]');
      if (field) field.focus();
      else open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, hasSingleKeys]);
  return { isWanted, open };
}

export function PaletteSlot({ isWanted }: { isWanted: boolean }) {
  return <Suspense>{isWanted && <Palette />}</Suspense>;
}
