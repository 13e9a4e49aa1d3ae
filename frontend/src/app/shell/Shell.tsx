import { ActionIcon, Burger, Button, Group } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { AccountMenu } from './AccountMenu';
import { LivePill } from './LivePill';
import { Navigation } from './Navigation';
import { homeOf, NAVIGATION } from './navigation';
import { PaletteSlot, usePalette } from './PaletteSlot';
import classes from './Shell.module.css';
import { Shortcuts } from './Shortcuts';

/** Header, navigation by role, main. `bell` is where the notifications feature puts its own. */
export function Shell({ bell }: { bell?: ReactNode }) {
  const { t } = useTranslation();
  const { role, isSignedIn } = useSession();
  const [isOpen, setOpen] = useState(false);
  const palette = usePalette();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const burger = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const leave = useCallback(() => {
    setOpen(false);
    burger.current?.focus();
  }, []);
  useFocusAfterNavigation(path, close);
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
              Strato
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
            {isSignedIn && bell}
            {!isSignedIn && (
              <Group gap="xs" visibleFrom="sm">
                {NAVIGATION.guest.map((item) => (
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
      <Navigation isOpen={isOpen} onClose={leave} path={path} />
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

/** After a change of page the drawer closes and the page's title has the focus: a screen reader starts there. */
function useFocusAfterNavigation(path: string, close: () => void) {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    close();
    return focusTitle();
  }, [path, close]);
}

const PATIENCE_MS = 3_000;

/** The title may come late, with its page's code or data: wait for it, unless the person has gone on meanwhile. */
function focusTitle(): () => void {
  const origin = document.activeElement;
  const started = Date.now();
  const timer = setInterval(() => {
    const title = document.getElementById('page-title');
    const moved = document.activeElement !== origin && document.activeElement !== document.body;
    if (title && !moved) title.focus({ preventScroll: true });
    if (title || moved || Date.now() - started > PATIENCE_MS) clearInterval(timer);
  }, 60);
  return () => clearInterval(timer);
}
