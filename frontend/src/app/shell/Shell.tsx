import { ActionIcon, Burger, Button, Group } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { AccountMenu } from './AccountMenu';
import { LivePill } from './LivePill';
import { Navigation } from './Navigation';
import { homeOf, useDestinations } from './navigation';
import { PaletteSlot, usePalette } from './PaletteSlot';
import classes from './Shell.module.css';
import { Shortcuts } from './Shortcuts';

/** Header, navigation by role, main. `bell`, `cart` and `marks` (beside entries of the navigation) are where features put their own. */
export function Shell({ bell, cart, marks }: { bell?: ReactNode; cart?: ReactNode; marks?: Record<string, ReactNode> }) {
  const { t } = useTranslation();
  const { role, isSignedIn } = useSession();
  const [isOpen, setOpen] = useState(false);
  const guestPages = useDestinations('guest');
  const palette = usePalette();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const burger = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const leave = useCallback(() => {
    setOpen(false);
    burger.current?.focus();
  }, []);
  const shown = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useFocusAfterNavigation(shown, close);
  useEscape(isOpen, leave);
  return (
    <div className={classes.shell} data-guest={!isSignedIn || undefined}>
      <a href="#main" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.rule} aria-hidden="true" />
        <div className={classes.bar}>
          <Group gap="xs" wrap="nowrap">
            <Burger
              ref={burger}
              className={classes.burger}
              opened={isOpen}
              onClick={() => setOpen((was) => !was)}
              size="sm"
              aria-label={t(isOpen ? 'nav.close' : 'nav.open')}
              aria-expanded={isOpen}
              aria-controls="navigation"
            />
            <Link to={isSignedIn ? homeOf(role) : '/'} className={classes.brand}>
              <img src="/logo.svg" width={28} height={28} alt="" />
              <span className={classes.word}>Strato</span>
            </Link>
            <LivePill />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" leftSection={<IconSearch size={16} aria-hidden />} onClick={palette.open} visibleFrom="sm">
              {t('nav.search')}
            </Button>
            <ActionIcon color="gray" size={40} onClick={palette.open} hiddenFrom="sm" aria-label={t('nav.search')}>
              <IconSearch size={18} aria-hidden />
            </ActionIcon>
            {cart}
            {isSignedIn && bell}
            {!isSignedIn && (
              <Group gap="xs" visibleFrom="sm">
                {guestPages.map((item) => (
                  <Button key={item.key} variant="subtle" color="gray" c="var(--mantine-color-text)" component={Link} to={item.to}>
                    {t(`nav.${item.key}`)}
                  </Button>
                ))}
              </Group>
            )}
            <AccountMenu />
          </Group>
        </div>
      </header>
      <Navigation isOpen={isOpen} onClose={leave} path={path} marks={marks} />
      <main id="main" className={classes.main} tabIndex={-1} inert={isOpen}>
        <div className={classes.page}>
          <Suspense>
            <Outlet />
          </Suspense>
        </div>
      </main>
      <PaletteSlot isWanted={palette.isWanted} />
      <Shortcuts />
    </div>
  );
}

function useEscape(isActive: boolean, act: () => void) {
  useEffect(() => {
    if (!isActive) return;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && act();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isActive, act]);
}

/** After a change of page the drawer closes and the page's title has the focus: a screen reader starts there. */
function useFocusAfterNavigation(path: string | undefined, close: () => void) {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    const isFirst = last.current === undefined;
    last.current = path;
    if (isFirst) return;
    close();
    return focusTitle();
  }, [path, close]);
}

const PATIENCE_MS = 3_000;
const SETTLE_MS = 600;

/**
 * The title may come late, with its page's code, and a closing dialog may still give the focus back to where it was:
 * insist for a moment, but never against the person, nor against a field that the page itself put the focus in.
 */
function focusTitle(): () => void {
  const origin = document.activeElement;
  const started = Date.now();
  let found = 0;
  const look = () => {
    const title = document.getElementById('page-title');
    const active = document.activeElement;
    const pageChose = active !== origin && active !== title && document.getElementById('main')?.contains(active);
    if (title && pageChose) return stop();
    if (title && active !== title) title.focus({ preventScroll: true });
    if (title) found ||= Date.now();
    if (Date.now() - started > PATIENCE_MS || (found && Date.now() - found > SETTLE_MS)) stop();
  };
  const timer = setInterval(look, 60);
  const stop = () => {
    clearInterval(timer);
    removeEventListener('keydown', stop, true);
    removeEventListener('pointerdown', stop, true);
  };
  addEventListener('keydown', stop, true);
  addEventListener('pointerdown', stop, true);
  return stop;
}
