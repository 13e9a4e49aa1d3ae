import { Badge, Button, Group, Text } from '@mantine/core';
import { IconBellOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useRowKeys } from '@/shared/keys/useRowKeys';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { type Box, listQuery } from './api';
import { Face } from './Face';
import classes from './Inbox.module.css';
import type { InboxSearch } from './InboxPage';
import { excerptOf, nameOf, titleOf } from './words';

type Props = { box: Box; search: InboxSearch; open?: string; onClear: () => void };

/** The liveliest first. */
export function ConversationList({ box, search, open, onClear }: Props) {
  const { t } = useTranslation('inbox');
  const query = useInfiniteQuery(listQuery(box, search.search));
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <QueryView
      query={query}
      skeleton={<SkeletonRows height={56} />}
      isEmpty={({ pages }) => pages.every(({ results }) => results.length === 0)}
      isFiltered={Boolean(search.search)}
      onClearFilters={onClear}
      empty={<EmptyState title={t(`empty.${box}`)}>{t(`empty.${box}_why`)}</EmptyState>}
    >
      {({ pages }) => (
        <>
          <ul ref={list} className={classes.list} data-rows>
            {pages
              .flatMap(({ results }) => results)
              .map((one) => (
                <li key={one.id}>
                  <Row conversation={one} search={search} isOpen={one.id === open} />
                </li>
              ))}
          </ul>
          {query.hasNextPage && (
            <Button variant="subtle" fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </QueryView>
  );
}

function Row({ conversation, search, isOpen }: { conversation: Conversation; search: InboxSearch; isOpen: boolean }) {
  const { t } = useTranslation('inbox');
  const { user } = useSession();
  const { last_message: last, unread, me, people } = conversation;
  const title = titleOf(conversation, t);
  const isNew = unread > 0 || me.is_marked_unread;
  const isMuted = me.muted_until !== null && new Date(me.muted_until) > new Date();
  const says = last && excerptOf(last, people, user?.id, t);
  const by =
    last && !last.note && (conversation.kind !== 'direct' || last.sender === user?.id) ? nameOf(last.sender, people, user?.id, t) : '';
  return (
    <Link
      to={'/inbox/$conversationId' as string}
      params={{ conversationId: conversation.id } as never}
      search={search as never}
      className={classes.row}
      aria-current={isOpen ? 'page' : undefined}
      data-row={conversation.id}
      data-new={isNew || undefined}
    >
      <Face conversation={conversation} title={title} />
      <span className={classes.rowText}>
        <Group component="span" justify="space-between" wrap="nowrap" gap="xs">
          <Text component="span" truncate fw={isNew ? 600 : 500}>
            {title}
          </Text>
          <Text component="span" size="xs" c="dimmed" style={{ flexShrink: 0 }}>
            <When at={conversation.last_activity_at} />
          </Text>
        </Group>
        <Group component="span" justify="space-between" wrap="nowrap" gap="xs">
          <Text component="span" size="sm" c={isNew ? undefined : 'dimmed'} truncate>
            {by ? t('says', { who: by, what: says }) : says || t('nothing_yet')}
          </Text>
          <Group component="span" gap={4} wrap="nowrap">
            {isMuted && <IconBellOff size={14} role="img" aria-label={t('muted')} />}
            {isNew && (
              <Badge size="sm" circle={unread < 10} style={{ flexShrink: 0 }} aria-label={t('unread', { count: unread })}>
                {unread > 99 ? '99+' : unread || '•'}
              </Badge>
            )}
          </Group>
        </Group>
      </span>
    </Link>
  );
}
