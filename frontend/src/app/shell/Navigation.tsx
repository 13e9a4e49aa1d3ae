import { NavLink, SegmentedControl, Stack, Text } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, useSession } from '@/shared/auth/session';
import { homeOf, NAVIGATION, type NavItem, useDestinations, useHasPage } from './navigation';
import classes from './Shell.module.css';

type Props = { isOpen: boolean; onClose: () => void; path: string; marks?: Record<string, ReactNode> };

/** Where one can go: beside the page on a desk, a drawer on a phone. `marks` stand beside the entries of their keys. */
export function Navigation({ isOpen, onClose, path, marks }: Props) {
  const { t } = useTranslation();
  const { role, isSignedIn } = useSession();
  const destinations = useDestinations(isSignedIn ? role : 'guest');
  const hasPage = useHasPage();
  const trap = useFocusTrap(isOpen);
  const community = destinations.filter(({ group }) => group === 'community');
  const link = ({ key, to, icon: Icon }: NavItem) => (
    <NavLink
      key={key}
      component={Link}
      to={to}
      label={t(`nav.${key}`)}
      leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
      rightSection={marks?.[key]}
      active={isHere(path, to)}
      activeOptions={{ exact: true }}
      aria-current={isHere(path, to) ? 'page' : undefined}
    />
  );
  return (
    <>
      <div ref={trap} id="navigation" className={classes.nav} data-open={isOpen || undefined}>
        <nav aria-label={t('nav.main')}>
          <Stack gap={4}>
            <RoleSwitch />
            {destinations.filter(({ group }) => !group).map(link)}
            {isSignedIn && role === 'user' && hasPage('/labs/apply') && (
              <Link to={'/labs/apply' as string} className={classes.quiet}>
                {t('nav.apply')}
              </Link>
            )}
            {community.length > 0 && (
              <>
                <Text size="sm" c="dimmed" px="sm" pt="md" id="nav-community">
                  {t('nav.community')}
                </Text>
                <Stack gap={4} role="group" aria-labelledby="nav-community">
                  {community.map(link)}
                </Stack>
              </>
            )}
          </Stack>
        </nav>
      </div>
      {isOpen && <div className={classes.shade} aria-hidden="true" onClick={onClose} />}
    </>
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

export function isHere(path: string, to: string): boolean {
  const homes = Object.values(NAVIGATION).map(([first]) => first.to);
  return path === to || (!homes.includes(to) && path.startsWith(`${to}/`));
}
