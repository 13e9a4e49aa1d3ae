import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { isTyping } from './Shortcuts';

const load = () => import('./Palette');
const Palette = lazy(load);

/** The palette's code comes with its first use; from then on it listens for itself. */
export function usePalette() {
  const [isWanted, setWanted] = useState(false);
  const open = useCallback(() => {
    setWanted(true);
    void load().then(({ openPalette }) => openPalette());
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event);
      if (!isPalette && !isSlash) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  return { isWanted, open };
}

export function PaletteSlot({ isWanted }: { isWanted: boolean }) {
  return <Suspense>{isWanted && <Palette />}</Suspense>;
}
