import { useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useSession } from '@/shared/auth/session';
import { useDestinations } from './navigation';

const ShortcutHelp = lazy(() => import('./ShortcutHelp'));
const CHORD_MS = 1_200;

/** `g` then a letter goes somewhere, `n` begins a print, `?` shows the list. Can be switched off (WCAG 2.1.4). */
export function Shortcuts() {
  const { role, isSignedIn } = useSession();
  const navigate = useNavigate();
  const [help, setHelp] = useState<'never' | 'open' | 'closed'>('never');
  const [isOn, setOn] = useLocalStorage({ key: 'strato-shortcuts', defaultValue: true, getInitialValueInEffect: false });
  const chordAt = useRef(0);
  const items = useDestinations(isSignedIn ? role : 'guest');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
      if (event.key === '?') return setHelp('open');
      if (!isOn) return;
      if (Date.now() - chordAt.current < CHORD_MS) {
        chordAt.current = 0;
        const item = items.find(({ jump }) => jump === event.key);
        if (item) void navigate({ to: item.to });
      } else if (event.key === 'g') chordAt.current = Date.now();
      else if (event.key === 'n') void navigate({ to: '/print' as string });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [items, isOn, navigate]);
  return (
    <Suspense>
      {help !== 'never' && (
        <ShortcutHelp
          isOpen={help === 'open'}
          onClose={() => setHelp('closed')}
          items={items.filter(({ jump }) => jump)}
          isOn={isOn}
          onSwitch={setOn}
        />
      )}
    </Suspense>
  );
}

/** Letters belong to the field, the dialog or the viewer that has the focus. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return Boolean(target.closest?.('input, textarea, select, [contenteditable], [role="application"], [role="dialog"], [role="menu"]'));
}
