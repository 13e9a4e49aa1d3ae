import { ActionIcon, Button, Group, Indicator, Popover, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/shared/ui/links';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { bellQuery, latestQuery, markSeen } from './api';
import { NotificationItem } from './NotificationItem';
import classes from './Notifications.module.css';
import { useReadAll } from './useReadAll';
import { useServedPush } from './useServedPush';

/** How many are new, and the latest of them. */
export function Bell() {
  const { t } = useTranslation(['notifications', 'jobs']);
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure();
  const { data: bell } = useQuery(bellQuery);
  const latest = useQuery({ ...latestQuery, enabled: isOpen });
  const readAll = useReadAll();
  useServedPush(bell?.unread);
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
          <Button variant="subtle" size="compact-sm" disabled={!bell?.unread} onClick={readAll}>
            {t('read_all')}
          </Button>
        </Group>
        <div className={classes.list}>
          <QueryView
            query={latest}
            skeleton={<SkeletonRows rows={4} height={52} />}
            isEmpty={(rows) => rows.length === 0}
            empty={
              <Text c="dimmed" p="xs">
                {t('empty')}
              </Text>
            }
          >
            {(rows) => (
              <Stack gap={0}>
                {rows.map((one) => (
                  <NotificationItem key={one.id} notification={one} onOpen={close} />
                ))}
              </Stack>
            )}
          </QueryView>
        </div>
        <Group justify="space-between" p="xs">
          <TextLink to={'/notifications' as string} onClick={close}>
            {t('all')}
          </TextLink>
          <TextLink to={'/settings/notifications' as string} onClick={close}>
            {t('settings')}
          </TextLink>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
