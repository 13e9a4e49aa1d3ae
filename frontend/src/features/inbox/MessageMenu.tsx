import { ActionIcon, Group, Menu } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MessageCard } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useReport } from '@/shared/report/useReport';
import { doLater } from '@/shared/ui/later';
import { acts } from './api';
import classes from './Inbox.module.css';
import { threads } from './thread';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🎉'];
const EDITABLE_MS = 24 * 3_600_000;

type Props = {
  message: MessageCard;
  isMine: boolean;
  maySend: boolean;
  onAbout: (about: { kind: 'reply' | 'edit'; message: MessageCard }) => void;
  onReact: (message: MessageCard, emoji: string, isOn: boolean) => unknown;
};

/** What can be done with one message. */
export function MessageMenu({ message, isMine, maySend, onAbout, onReact }: Props) {
  const { t } = useTranslation('inbox');
  const { user } = useSession();
  const queries = useQueryClient();
  const report = useReport('message', message.id);
  const isFresh = Date.now() - new Date(message.created_at).getTime() < EDITABLE_MS;
  const isOn = (emoji: string) =>
    message.reactions.some((one) => one.emoji === emoji && user !== undefined && one.people.includes(user.id));
  const remove = () =>
    doLater({
      id: message.id,
      message: t('message.will_be_deleted'),
      act: async (init) => threads(queries).replace(await acts.remove(message, init)),
    });
  return (
    <>
      <Menu position="bottom-end" width={240} returnFocus>
        <Menu.Target>
          <ActionIcon className={classes.more} size={32} variant="subtle" color="gray" aria-label={t('message.more')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {maySend && (
            <Group gap={0} justify="space-between" wrap="nowrap">
              {QUICK.map((emoji) => (
                <Menu.Item
                  key={emoji}
                  w={36}
                  px={8}
                  aria-label={t(isOn(emoji) ? 'message.take_back' : 'message.react', { emoji })}
                  onClick={() => void onReact(message, emoji, !isOn(emoji))}
                >
                  {emoji}
                </Menu.Item>
              ))}
            </Group>
          )}
          {maySend && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => onAbout({ kind: 'reply', message })}>
              {t('message.reply')}
            </Menu.Item>
          )}
          {message.body && (
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void navigator.clipboard?.writeText(message.body)}>
              {t('message.copy')}
            </Menu.Item>
          )}
          {isMine && maySend && isFresh && (
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAbout({ kind: 'edit', message })}>
              {t('common:action.edit')}
            </Menu.Item>
          )}
          {isMine ? (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
              {t('common:action.delete')}
            </Menu.Item>
          ) : (
            report.item
          )}
        </Menu.Dropdown>
      </Menu>
      {report.dialog}
    </>
  );
}
