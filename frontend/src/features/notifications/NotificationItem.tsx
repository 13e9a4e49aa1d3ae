import { Group, Text, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@/shared/api/gen/types.gen';
import { toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { markRead } from './api';
import classes from './Notifications.module.css';
import { sentenceOf } from './words';

/** One thing that happened; a click reads it and goes there. */
export function NotificationItem({ notification, onOpen }: { notification: Notification; onOpen?: () => void }) {
  const { t } = useTranslation(['notifications', 'jobs']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isUnread = notification.read_at === null;
  const open = () => {
    if (isUnread) void markRead(queries, notification.id).catch(toastError);
    onOpen?.();
    if (notification.link) void navigate({ to: notification.link as string });
  };
  return (
    <UnstyledButton className={classes.item} data-unread={isUnread} onClick={open}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text fw={isUnread ? 500 : 400}>
          {sentenceOf(notification, t)}
          {notification.repeats > 1 && ` (${notification.repeats})`}
        </Text>
        <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
          <When at={notification.created_at} />
        </Text>
      </Group>
    </UnstyledButton>
  );
}
