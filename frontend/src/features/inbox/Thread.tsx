import { Button, Text } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, MessageCard } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { formatDay } from '@/shared/lib/format';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { acts } from './api';
import { Composer } from './Composer';
import classes from './Inbox.module.css';
import { Message, Waiting } from './Message';
import { RequestBar } from './RequestBar';
import { Spoken } from './Spoken';
import { firstSeq, lastSeq } from './stretch';
import { threads } from './thread';
import { useReading, useThread, useTypists } from './useThread';
import { nameOf, noteOf } from './words';

const NEAR_PX = 80;

/** What was said, and where one goes on saying it. */
export function Thread({ conversation, at }: { conversation: Conversation; at?: number }) {
  const { t, i18n } = useTranslation('inbox');
  const { user } = useSession();
  const queries = useQueryClient();
  const { query, rows, drafts, firstUnread, older, newer, jump } = useThread(conversation, at);
  const box = useRef<HTMLElement>(null);
  const stretch = query.data;
  const { isAtEnd, look, toEnd, seek } = useScroll(box, stretch, drafts.length, at ?? firstUnread);
  useReading(conversation, stretch, isAtEnd && !stretch?.hasAfter);
  const typists = useTypists(conversation.id);
  const [about, setAbout] = useState<{ kind: 'reply' | 'edit'; message: MessageCard }>();
  const { people } = conversation;
  const maySend = conversation.allowed_actions.includes('send');
  const showMessage = async (seq: number) => {
    if (!stretch?.messages.some((one) => one.seq === seq)) await jump(seq).catch(toastError);
    seek(seq);
  };
  const showEnd = async () => {
    if (stretch?.hasAfter) await jump().catch(toastError);
    toEnd();
  };
  const react = (message: MessageCard, emoji: string, isOn: boolean) =>
    acts.react(message, emoji, isOn).then((now) => threads(queries).replace(now), toastError);
  const editLast = () => {
    const last = stretch?.messages.findLast((one) => one.sender === user?.id && one.kind === 'text' && !one.deleted_at);
    if (last) setAbout({ kind: 'edit', message: last });
  };
  const isMissed = firstUnread !== undefined && stretch && stretch.messages.length > 0 && firstSeq(stretch) > firstUnread;
  return (
    <>
      <section
        ref={box}
        className={classes.thread}
        aria-label={t('messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={() => look({ older, newer, stretch })}
      >
        <QueryView
          query={query}
          skeleton={<SkeletonRows />}
          isEmpty={() => rows.length === 0}
          empty={
            <Text c="dimmed" ta="center" py="xl">
              {t('nothing_yet')}
            </Text>
          }
        >
          {({ hasBefore }) => (
            <>
              {hasBefore && (
                <Button variant="subtle" size="compact-sm" mx="auto" display="block" onClick={() => void older()}>
                  {t('older')}
                </Button>
              )}
              <ol className={classes.list}>
                {rows.map((row) => {
                  if (row.kind === 'day')
                    return (
                      <li key={row.key} className={classes.divider}>
                        <time dateTime={row.at}>{formatDay(row.at, i18n.language)}</time>
                      </li>
                    );
                  if (row.kind === 'unread')
                    return (
                      <li key={row.key} className={classes.divider} data-unread>
                        {t('new_messages')}
                      </li>
                    );
                  if (row.kind === 'note')
                    return (
                      <li key={row.key} className={classes.note} data-seq={row.message.seq}>
                        {noteOf(row.message, people, user?.id, t)}
                      </li>
                    );
                  const isMine = row.sender === user?.id;
                  return (
                    <li key={row.key} className={classes.group} data-mine={isMine || undefined}>
                      {!isMine && conversation.kind !== 'direct' && (
                        <Text size="xs" c="dimmed">
                          {nameOf(row.sender, people, user?.id, t)}
                        </Text>
                      )}
                      {row.lines.map(({ key, message, draft }) =>
                        message ? (
                          <Message
                            key={key}
                            message={message}
                            people={people}
                            isMine={isMine}
                            maySend={maySend}
                            onAbout={setAbout}
                            onReact={react}
                            onShow={showMessage}
                          />
                        ) : (
                          <Waiting key={key} draft={draft} />
                        ),
                      )}
                    </li>
                  );
                })}
              </ol>
            </>
          )}
        </QueryView>
      </section>
      <Spoken stretch={stretch} people={people} />
      <div className={classes.below}>
        {isMissed && (
          <Button variant="default" size="compact-sm" onClick={() => void showMessage(firstUnread)}>
            {t('to_unread')}
          </Button>
        )}
        {(!isAtEnd || stretch?.hasAfter) && rows.length > 0 && (
          <Button variant="default" size="compact-sm" rightSection={<IconArrowDown size={14} aria-hidden />} onClick={() => void showEnd()}>
            {t('to_end')}
          </Button>
        )}
        <Text size="sm" c="dimmed" className={classes.typing}>
          {typists.length > 0 &&
            t('typing', { count: typists.length, who: typists.map((id) => nameOf(id, people, user?.id, t)).join(', ') })}
        </Text>
      </div>
      {conversation.me.standing === 'requested' && <RequestBar conversation={conversation} />}
      {maySend ? (
        <Composer
          conversation={conversation}
          about={about}
          onDone={() => setAbout(undefined)}
          onSent={() => void showEnd()}
          onEditLast={editLast}
        />
      ) : (
        <Text c="dimmed" p="md" ta="center">
          {t('cannot_write')}
        </Text>
      )}
    </>
  );
}

type Extent = { messages: { seq: number }[]; hasBefore: boolean; hasAfter: boolean };

/** Stays at the end while one is there, stays where one reads while more comes above, and begins at `start`. */
function useScroll(box: RefObject<HTMLElement | null>, stretch: Extent | undefined, drafts: number, start: number | undefined) {
  const [isAtEnd, setAtEnd] = useState(false);
  const was = useRef<{ first: number; height: number; drafts: number; isAtEnd: boolean }>(undefined);
  const wanted = useRef<number | 'end'>(undefined);
  const measure = () => {
    const pane = box.current;
    return pane ? pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_PX : false;
  };
  const first = stretch ? firstSeq(stretch as never) : 0;
  const last = stretch ? lastSeq(stretch as never) : 0;
  const hasRows = Boolean(stretch && (stretch.messages.length > 0 || drafts > 0));
  useLayoutEffect(() => {
    const pane = box.current;
    if (!pane || !hasRows) return;
    const before = was.current;
    const target = wanted.current ?? (before ? undefined : (start ?? 'end'));
    const place = typeof target === 'number' ? pane.querySelector<HTMLElement>(`[data-seq="${target}"]`) : null;
    if (place) {
      pane.scrollTop += place.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
      wanted.current = undefined;
    } else if (target !== undefined || before?.isAtEnd || drafts > (before?.drafts ?? 0)) {
      pane.scrollTop = pane.scrollHeight;
      wanted.current = undefined;
    } else if (before && first < before.first) pane.scrollTop += pane.scrollHeight - before.height;
    was.current = { first, height: pane.scrollHeight, drafts, isAtEnd: measure() };
    setAtEnd(measure());
  }, [first, last, drafts, hasRows, start, stretch]);
  useEffect(() => {
    const pane = box.current;
    if (!pane) return;
    const watch = new ResizeObserver(() => {
      if (was.current?.isAtEnd) pane.scrollTop = pane.scrollHeight;
    });
    watch.observe(pane);
    return () => watch.disconnect();
  }, [box]);
  const seek = (seq: number) => {
    const pane = box.current;
    const place = pane?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!place) wanted.current = seq;
    place?.scrollIntoView({ block: 'center' });
    place?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  };
  const toEnd = () => {
    wanted.current = 'end';
    const pane = box.current;
    if (pane) pane.scrollTop = pane.scrollHeight;
  };
  const look = ({ older, newer, stretch: now }: { older: () => unknown; newer: () => unknown; stretch: Extent | undefined }) => {
    const pane = box.current;
    if (!pane || !was.current) return;
    const isEnd = measure();
    was.current = { ...was.current, isAtEnd: isEnd, height: pane.scrollHeight };
    if (!isEnd && wanted.current === 'end') wanted.current = undefined;
    setAtEnd(isEnd);
    if (pane.scrollTop < NEAR_PX && now?.hasBefore) void older();
    if (isEnd && now?.hasAfter) void newer();
  };
  return { isAtEnd, look, toEnd, seek };
}
