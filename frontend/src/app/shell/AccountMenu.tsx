import { ActionIcon, Avatar, Button, Group } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import type { AccountDropdownProps } from './AccountDropdown';

const load = () => import('./AccountDropdown');

/** Who I am, how it looks, which language; the way in and out. The menu's own code comes when it is first opened. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { user, isSignedIn } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [Dropdown, setDropdown] = useState<ComponentType<AccountDropdownProps>>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!Dropdown) return;
    button.current?.focus(); // the menu brought its own button: focus has to come back to this one
    setOpen(true);
  }, [Dropdown]);

  const target = (
    <ActionIcon
      ref={button}
      aria-label={t('nav.account')}
      aria-haspopup="menu"
      color="gray"
      size={40}
      radius="xl"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={Dropdown ? undefined : () => void load().then((module) => setDropdown(() => module.default))}
    >
      {user ? (
        <Avatar src={user.avatar_url} name={user.display_name} color="strata" alt="" size={34} />
      ) : (
        <IconSettings size={18} aria-hidden />
      )}
    </ActionIcon>
  );
  return (
    <Group gap={4} wrap="nowrap">
      {!isSignedIn && (
        <Button component={Link} to="/sign-in" variant="default">
          {t('nav.sign_in')}
        </Button>
      )}
      {Dropdown ? <Dropdown target={target} isOpen={isOpen} onChange={setOpen} /> : target}
    </Group>
  );
}
