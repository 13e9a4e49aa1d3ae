import { ActionIcon, Badge, Group, Text, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconCircleDot } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { markRead } from './api';
import classes from './Notifications.module.css';
import { sentenceOf } from './words';

type Props = {
  notification: Notification;
  onOpen?: () => void /** With a button that reads it where it is, or makes it unread again. */;
  isKept?: boolean;
};

/** One thing that happened; a click reads it and goes there. */
export function NotificationItem({ notification, onOpen, isKept }: Props) {
  const { t } = useTranslation(['notifications', 'jobs']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isUnread = notification.read_at === null;
  const sentence = sentenceOf(notification, t);
  const turn = () => void markRead(queries, notification.id, isUnread).catch(toastError);
  const open = () => {
    if (isUnread) turn();
    onOpen?.();
    if (notification.link) void navigate({ to: notification.link as string });
  };
  const Sign = isUnread ? IconCircleCheck : IconCircleDot;
  return (
    <div className={classes.item} data-unread={isUnread}>
      <UnstyledButton className={classes.body} onClick={open}>
        <Text fw={isUnread ? 500 : 400} className={classes.words}>
          {sentence}
          {notification.repeats > 1 && (
            <Badge component="span" variant="light" color="gray" size="sm" ms="xs" aria-label={t('count', { count: notification.repeats })}>
              {formatNumber(notification.repeats)}
            </Badge>
          )}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Text span size="xs" c="dimmed">
            {isKept && `${t(`category.${notification.category}`)} · `}
            <When at={notification.created_at} />
          </Text>
        </Group>
      </UnstyledButton>
      {isKept && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          onClick={turn}
          aria-label={t(isUnread ? 'mark_read' : 'mark_unread', { what: sentence })}
        >
          <Sign size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
