import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconBell, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { type Look, useLook } from '@/shared/auth/useLook';
import { LANGUAGES } from '@/shared/i18n';
import { toastError } from '@/shared/ui/toast';

const THEMES = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;

export type AccountDropdownProps = { target: ReactElement; isOpen: boolean; onChange: (isOpen: boolean) => void };

export default function AccountDropdown({ target, isOpen, onChange }: AccountDropdownProps) {
  const { t, i18n } = useTranslation();
  const { user, isSignedIn, signOut } = useSession();
  const { colorScheme } = useMantineColorScheme();
  const look = useLook();
  const choose = (choice: Look) => void look(choice).catch((error) => toastError(error, 'look'));
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" width={240} opened={isOpen} onChange={onChange}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {user && (
          <>
            <Menu.Label>{user.display_name}</Menu.Label>
            <Menu.Item component={Link} to="/settings" leftSection={<IconUserCircle size={16} aria-hidden />}>
              {t('nav.settings')}
            </Menu.Item>
            <Menu.Item component={Link} to="/notifications" leftSection={<IconBell size={16} aria-hidden />}>
              {t('nav.notifications')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t('nav.theme')}</Menu.Label>
        {(Object.keys(THEMES) as (keyof typeof THEMES)[]).map((theme) => {
          const Icon = THEMES[theme];
          return (
            <Menu.Item
              key={theme}
              leftSection={<Icon size={16} aria-hidden />}
              aria-current={theme === colorScheme}
              fw={theme === colorScheme ? 600 : undefined}
              onClick={() => choose({ theme })}
            >
              {t(`theme.${theme}`)}
            </Menu.Item>
          );
        })}
        <Menu.Label>{t('nav.language')}</Menu.Label>
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <Menu.Item
            key={tag}
            lang={tag}
            aria-current={i18n.language === tag}
            fw={i18n.language === tag ? 600 : undefined}
            onClick={() => choose({ language: tag as Look['language'] })}
          >
            {name}
          </Menu.Item>
        ))}
        {isSignedIn && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut().then(() => navigate({ to: '/' }))}>
              {t('nav.sign_out')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
