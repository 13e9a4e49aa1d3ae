import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconCircleCheck, IconDots, IconHistory, IconMailForward, IconShoppingCart, IconUserCog } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { User } from '@/shared/api/gen/types.gen';
import { nameOf } from '@/shared/lib/people';
import type { UserAct } from './UsersApi';

/** What may be done to an account: the server says so, and never offers it on oneself. */
export function UserMenu({ user, onAct }: { user: User; onAct: (act: UserAct | 'history') => void }) {
  const { t } = useTranslation('people');
  const may = (action: string) => user.allowed_actions.includes(action);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('actions', { name: nameOf(user.display_name) })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/platform/orders"
          search={{ customer: user.id } as never}
          leftSection={<IconShoppingCart size={16} aria-hidden />}
        >
          {t('act.orders')}
        </Menu.Item>
        {may('partial_update') && (
          <Menu.Item leftSection={<IconUserCog size={16} aria-hidden />} onClick={() => onAct('role')}>
            {t('act.role')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => onAct('history')}>
          {t('act.history')}
        </Menu.Item>
        {may('mail_again') && (
          <Menu.Item leftSection={<IconMailForward size={16} aria-hidden />} onClick={() => onAct('mail_again')}>
            {t('act.mail_again')}
          </Menu.Item>
        )}
        {may('reactivate') && (
          <Menu.Item leftSection={<IconCircleCheck size={16} aria-hidden />} onClick={() => onAct('reactivate')}>
            {t('act.reactivate')}
          </Menu.Item>
        )}
        {may('deactivate') && (
          <Menu.Item c="var(--mantine-color-error)" leftSection={<IconBan size={16} aria-hidden />} onClick={() => onAct('deactivate')}>
            {t('act.deactivate')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
