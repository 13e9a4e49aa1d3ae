import { AppShell, Burger, Button, Group, NavLink, SegmentedControl, Stack, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, useSession } from '@/shared/auth/session';
import { AccountMenu } from './AccountMenu';
import { LivePill } from './LivePill';
import { homeOf, NAVIGATION } from './navigation';
import { Palette } from './Palette';
import classes from './Shell.module.css';
import { Shortcuts } from './Shortcuts';

/** Header, navigation by role, main. `bell` is where the notifications feature puts its own. */
export function Shell({ bell }: { bell?: ReactNode }) {
  const { t } = useTranslation();
  const { user, role, isSignedIn } = useSession();
  const [isOpen, { toggle, close }] = useDisclosure();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useFocusAfterNavigation(path, close);

  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: !user } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <a href="#main" className={classes.skip}>
        {t('nav.skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <div className={classes.rule} aria-hidden="true" />
        <Group className={classes.bar} justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t(isOpen ? 'nav.close' : 'nav.open')} />
            <Link to={user ? homeOf(role) : '/'} className={classes.brand}>
              <img src="/logo.svg" width={28} height={28} alt="" />
              Strato
            </Link>
            <LivePill />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" leftSection={<IconSearch size={16} aria-hidden />} onClick={spotlight.open} visibleFrom="sm">
              {t('nav.search')}
            </Button>
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
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.nav} p="sm">
        <nav aria-label={t('nav.main')}>
          <Stack gap={4}>
            <RoleSwitch />
            {NAVIGATION[user ? role : 'guest'].map(({ key, to, icon: Icon }) => (
              <NavLink
                key={key}
                component={Link}
                to={to}
                label={t(`nav.${key}`)}
                leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
                active={isHere(path, to)}
                aria-current={isHere(path, to) ? 'page' : undefined}
              />
            ))}
            <UnstyledButton component={Link} to="/labs/apply" p="xs" mt="md" fz="sm" c="dimmed" hidden={!user || role !== 'user'}>
              {t('nav.apply')}
            </UnstyledButton>
          </Stack>
        </nav>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <div className={classes.main}>
          <Outlet />
        </div>
      </AppShell.Main>
      <Palette />
      <Shortcuts />
    </AppShell>
  );
}

/** For a person with several roles: whose navigation is shown. */
function RoleSwitch() {
  const { t } = useTranslation();
  const { roles, role, actAs } = useSession();
  const navigate = useNavigate();
  if (roles.length < 2) return null;
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      mb="xs"
      aria-label={t('nav.role')}
      value={role}
      data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
      onChange={(next) => {
        actAs(next as Role);
        void navigate({ to: homeOf(next as Role) });
      }}
    />
  );
}

function isHere(path: string, to: string): boolean {
  const homes = Object.values(NAVIGATION).map(([first]) => first.to);
  return homes.includes(to) ? path === to : path === to || path.startsWith(`${to}/`);
}

/** After a change of page the drawer closes and the page's title has the focus: a screen reader starts there. */
function useFocusAfterNavigation(path: string, close: () => void) {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    close();
    const timer = setTimeout(() => document.getElementById('page-title')?.focus({ preventScroll: true }), 60);
    return () => clearTimeout(timer);
  }, [path, close]);
}
