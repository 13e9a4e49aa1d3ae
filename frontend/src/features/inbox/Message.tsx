import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconChecks, IconClock } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationPerson, MessageCard } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { formatMoment } from '@/shared/lib/format';
import { useWaiting } from '@/shared/ui/later';
import { Files } from './Files';
import classes from './Inbox.module.css';
import { MessageMenu } from './MessageMenu';
import type { Draft } from './outbox';
import { outbox } from './post';
import { type MarkState, markOf, nameOf } from './words';

type Props = {
  message: MessageCard;
  people: readonly ConversationPerson[];
  isMine: boolean;
  maySend: boolean;
  onAbout: (about: { kind: 'reply' | 'edit'; message: MessageCard }) => void;
  onReact: (message: MessageCard, emoji: string, isOn: boolean) => unknown;
  onShow: (seq: number) => unknown;
};

/** One message that the server has. */
export const Message = memo(function Message({ message, people, isMine, maySend, onAbout, onReact, onShow }: Props) {
  const { t } = useTranslation('inbox');
  const { user } = useSession();
  const isGone = useWaiting().has(message.id) || message.deleted_at !== null;
  const quote = message.reply_to;
  return (
    <div className={classes.line} data-seq={message.seq} data-message={message.client_id}>
      <div className={classes.bubble} data-quiet={isGone || message.is_hidden || undefined}>
        {isGone || message.is_hidden ? (
          <Text c="dimmed">{t(isGone ? 'message.deleted' : 'message.hidden')}</Text>
        ) : (
          <>
            {quote && (
              <UnstyledButton className={classes.quote} onClick={() => void onShow(quote.seq)} aria-label={t('message.to_quoted')}>
                <Text size="xs" fw={600}>
                  {nameOf(quote.sender, people, user?.id, t)}
                </Text>
                <Text size="sm" lineClamp={2}>
                  {quote.is_deleted ? t('message.deleted') : quote.excerpt || t('message.file')}
                </Text>
              </UnstyledButton>
            )}
            {message.attachments.length > 0 && <Files conversation={message.conversation} files={message.attachments} />}
            {message.body && <p className={classes.body}>{message.body}</p>}
          </>
        )}
        <span className={classes.meta}>
          {message.edited_at && !isGone && <span>{t('message.edited')}</span>}
          <Clock at={message.created_at} />
          {isMine && !isGone && <Mark state={markOf(message.seq, people)} />}
        </span>
        {!isGone && message.reactions.length > 0 && (
          <span className={classes.reactions}>
            {message.reactions.map(({ emoji, people: by }) => {
              const isOn = user !== undefined && by.includes(user.id);
              const names = by.map((id) => nameOf(id, people, user?.id, t)).join(', ');
              return (
                <Button
                  key={emoji}
                  size="compact-xs"
                  variant={isOn ? 'light' : 'default'}
                  aria-pressed={isOn}
                  aria-label={t('message.reaction', { emoji, names })}
                  title={names}
                  disabled={!maySend}
                  onClick={() => void onReact(message, emoji, !isOn)}
                >
                  {emoji} {by.length}
                </Button>
              );
            })}
          </span>
        )}
      </div>
      {!isGone && !message.is_hidden && (
        <MessageMenu message={message} isMine={isMine} maySend={maySend} onAbout={onAbout} onReact={onReact} />
      )}
    </div>
  );
});

/** One message of mine that is still on its way, or was refused. */
export function Waiting({ draft }: { draft: Draft }) {
  const { t } = useTranslation('inbox');
  const { refusal } = draft;
  return (
    <div className={classes.line} data-message={draft.client_id}>
      <div className={classes.bubble} data-failed={refusal ? true : undefined}>
        {draft.reply_to && (
          <div className={classes.quote}>
            <Text size="sm" lineClamp={2}>
              {draft.reply_to.excerpt || t('message.file')}
            </Text>
          </div>
        )}
        {draft.attachments.length > 0 && <Files conversation={draft.conversation} files={draft.attachments} />}
        {draft.body && <p className={classes.body}>{draft.body}</p>}
        <span className={classes.meta}>
          <Clock at={draft.created_at} />
          <Mark state={refusal ? 'failed' : 'sending'} />
        </span>
        {refusal && (
          <span className={classes.refusal} role="alert">
            <span>{t(`common:error.${refusal.code}`, { ...refusal.facts, defaultValue: refusal.detail })}</span>
            <Button size="compact-xs" variant="default" onClick={() => void outbox.retry(draft.client_id)}>
              {t('common:action.try_again')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => void outbox.drop(draft.client_id)}>
              {t('common:action.delete')}
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

function Clock({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(new Date(at));
  return (
    <time dateTime={at} title={formatMoment(at, i18n.language)}>
      {time}
    </time>
  );
}

const SIGNS = { sending: IconClock, failed: IconAlertCircle, sent: IconCheck, delivered: IconChecks, read: IconChecks } as const;

function Mark({ state }: { state: MarkState | 'sending' | 'failed' }) {
  const { t } = useTranslation('inbox');
  const Sign = SIGNS[state];
  return (
    <span className={classes.mark} data-state={state} role="img" aria-label={t(`state.${state}`)} title={t(`state.${state}`)}>
      <Sign size={14} aria-hidden />
    </span>
  );
}
