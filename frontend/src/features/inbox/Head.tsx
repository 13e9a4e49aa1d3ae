import { ActionIcon, Menu, Text, Title } from '@mantine/core';
import { IconArchive, IconArrowLeft, IconBell, IconBellOff, IconDots, IconLogout, IconMail, IconUsers } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, PatchedConversationEditRequest } from '@/shared/api/gen/types.gen';
import { nameOf } from '@/shared/lib/people';
import { useTopic } from '@/shared/realtime';
import { useReport } from '@/shared/report/useReport';
import { confirm } from '@/shared/ui/confirm';
import { TextLink } from '@/shared/ui/links';
import { onDemand } from '@/shared/ui/onDemand';
import { toastError, toastUndo } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { acts, conversationQuery } from './api';
import { Face } from './Face';
import classes from './Inbox.module.css';
import { otherOf, titleOf } from './words';

const GroupDialog = onDemand(async () => (await import('./GroupDialog')).GroupDialog);

const HOUR_MS = 3_600_000;
const MUTES = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS } as const;

/** Who it is with, whether they are here, and how I keep it. */
export function Head({ conversation, onLeave }: { conversation: Conversation; onLeave: () => void }) {
  const { t } = useTranslation('inbox');
  const queries = useQueryClient();
  const [isShowingGroup, setShowingGroup] = useState(false);
  const { id, me, subject, people, kind } = conversation;
  const report = useReport('conversation', id);
  const title = titleOf(conversation, t);
  const other = otherOf(conversation);
  const isMuted = me.muted_until !== null && new Date(me.muted_until) > new Date();
  useTopic(other && other.is_online !== null ? `presence:${other.id}` : undefined, () => {
    void queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
  });
  const settle = () => queries.invalidateQueries({ queryKey: ['conversations'] });
  const keep = (wishes: PatchedConversationEditRequest) => acts.keep(id, wishes).then(settle, toastError);
  const mute = (ms: number) => keep({ muted_until: new Date(Date.now() + ms).toISOString() });
  const archive = async () => {
    await keep({ is_archived: true });
    toastUndo(t('archived', { title }), () => keep({ is_archived: false }), `archive-${id}`);
    onLeave();
  };
  const leave = () =>
    confirm({
      title: t('group_of.leave_title', { title }),
      body: t('group_of.leave_why'),
      verb: t('act.leave'),
      onConfirm: () => acts.leave(id).then(settle).then(onLeave, toastError),
    });
  return (
    <header className={classes.head}>
      <ActionIcon component={Link} to={'/inbox' as string} size={40} color="gray" hiddenFrom="sm" aria-label={t('back')}>
        <IconArrowLeft size={18} aria-hidden />
      </ActionIcon>
      <Face conversation={conversation} title={title} />
      <div className={classes.rowText}>
        <Title order={1} size="h3" id="page-title" tabIndex={-1} lineClamp={1}>
          {title}
        </Title>
        <Text size="sm" c="dimmed" component="div" truncate>
          {subject && (
            <TextLink to={subject.link as string} size="sm">
              {t('to_subject')}
            </TextLink>
          )}
          {kind === 'group' &&
            people
              .filter((one) => one.is_here)
              .map((one) => nameOf(one.display_name))
              .join(', ')}
          {other?.is_online && t('online')}
          {other?.is_online === false && other.last_seen_at && (
            <>
              {t('seen')} <When at={other.last_seen_at} />
            </>
          )}
        </Text>
      </div>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon size={40} color="gray" aria-label={t('common:action.more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {kind === 'group' && (
            <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setShowingGroup(true)}>
              {t('act.group')}
            </Menu.Item>
          )}
          {isMuted ? (
            <Menu.Item leftSection={<IconBell size={16} aria-hidden />} onClick={() => void keep({ muted_until: null })}>
              {t('act.unmute')}
            </Menu.Item>
          ) : (
            (Object.keys(MUTES) as (keyof typeof MUTES)[]).map((one) => (
              <Menu.Item key={one} leftSection={<IconBellOff size={16} aria-hidden />} onClick={() => void mute(MUTES[one])}>
                {t(`act.mute_${one}`)}
              </Menu.Item>
            ))
          )}
          <Menu.Item leftSection={<IconMail size={16} aria-hidden />} onClick={() => void keep({ is_marked_unread: true }).then(onLeave)}>
            {t('act.unread')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => void (me.is_archived ? keep({ is_archived: false }) : archive())}
          >
            {t(me.is_archived ? 'act.unarchive' : 'act.archive')}
          </Menu.Item>
          <Menu.Divider />
          {report.item}
          {conversation.allowed_actions.includes('leave') && (
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
              {t('act.leave')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isShowingGroup && <GroupDialog conversation={conversation} onClose={() => setShowingGroup(false)} />}
      {report.dialog}
    </header>
  );
}
