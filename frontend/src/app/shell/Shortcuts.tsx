import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { useOffer } from '@/shared/commands/registry';
import { isSingle, useSingleKeys } from '@/shared/keys/singleKeys';
import { useDestinations } from './navigation';

const ShortcutHelp = lazy(() => import('./ShortcutHelp'));
const CHORD_MS = 1_200;

/** `g` then a letter goes somewhere, `n` begins a print, `?` shows the list. Can be switched off (WCAG 2.1.4). */
export function Shortcuts() {
  const { role, isSignedIn } = useSession();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [help, setHelp] = useState<'never' | 'open' | 'closed'>('never');
  const [isOn, setOn] = useSingleKeys();
  const chordAt = useRef(0);
  const items = useDestinations(isSignedIn ? role : 'guest');
  useOffer([{ id: 'shortcuts', label: t('shortcut.title'), run: () => setHelp('open') }]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isOn || !isSingle(event)) return;
      const isChord = Date.now() - chordAt.current < CHORD_MS;
      const goal = isChord ? items.find(({ jump }) => jump === event.key)?.to : event.key === 'n' ? '/print' : undefined;
      chordAt.current = !isChord && event.key === 'g' ? Date.now() : 0;
      if (event.key === '?') setHelp('open');
      else if (goal) void navigate({ to: goal });
      else if (!isChord) return;
      event.preventDefault(); // the letter of a chord is not also a row's
    };
    window.addEventListener('keydown', onKey, true); // before the lists: see above
    return () => window.removeEventListener('keydown', onKey, true);
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
