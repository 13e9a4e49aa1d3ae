import { ActionIcon, Button, Group, Indicator, Popover, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/shared/ui/links';
import { toastError } from '@/shared/ui/toast';
import { bellQuery, latestQuery, markAllRead, markSeen } from './api';
import { NotificationItem } from './NotificationItem';

/** How many are new, and the latest of them. */
export function Bell() {
  const { t } = useTranslation(['notifications', 'jobs']);
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure();
  const { data: bell } = useQuery(bellQuery);
  const { data: latest = [] } = useQuery({ ...latestQuery, enabled: isOpen });
  const unseen = bell?.unseen ?? 0;
  const show = () => {
    open();
    if (unseen > 0) void markSeen(queries).catch(toastError);
  };
  return (
    <Popover opened={isOpen} onChange={(next) => !next && close()} position="bottom-end" width={380} trapFocus returnFocus>
      <Indicator disabled={unseen === 0} label={unseen > 99 ? '99+' : unseen} size={16} color="clay" offset={6}>
        <Popover.Target>
          <ActionIcon size={40} color="gray" onClick={isOpen ? close : show} aria-label={t('bell', { count: unseen })}>
            <IconBell size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p="xs">
        <Group justify="space-between" px="xs" pb="xs">
          <Title order={2}>{t('title')}</Title>
          <Button variant="subtle" size="compact-sm" disabled={!bell?.unread} onClick={() => void markAllRead(queries).catch(toastError)}>
            {t('read_all')}
          </Button>
        </Group>
        <Stack gap={0}>
          {latest.map((one) => (
            <NotificationItem key={one.id} notification={one} onOpen={close} />
          ))}
          {latest.length === 0 && (
            <Text c="dimmed" p="xs">
              {t('empty')}
            </Text>
          )}
        </Stack>
        <TextLink to={'/notifications' as string} onClick={close} display="block" ta="center" p="xs">
          {t('all')}
        </TextLink>
      </Popover.Dropdown>
    </Popover>
  );
}
