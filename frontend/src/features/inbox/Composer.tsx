import { ActionIcon, Button, CloseButton, Loader, Progress, Text, Textarea } from '@mantine/core';
import { IconPaperclip, IconSend2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, MessageCard } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { acts } from './api';
import classes from './Inbox.module.css';
import { outbox } from './post';
import { quoteOf } from './stretch';
import { threads } from './thread';
import { isCutOff, MOST_FILES, mayGoAgain, useFiles } from './useFiles';
import { useTyping } from './useThread';
import { nameOf } from './words';

export type About = { kind: 'reply' | 'edit'; message: MessageCard };

type Props = {
  conversation: Conversation;
  about: About | undefined;
  onDone: () => void;
  onSent: () => void;
  /** The arrow upwards in an empty field. */
  onEditLast: () => void;
};

const MOST = 8000;
/** What was typed and not sent, by conversation: it is there when one comes back. */
const begun = new Map<string, string>();

/** Enter sends, Shift and Enter begins a line, Escape leaves an answer or an edit. */
export function Composer({ conversation, about, onDone, onSent, onEditLast }: Props) {
  const { t } = useTranslation('inbox');
  const { user } = useSession();
  const queries = useQueryClient();
  const [text, setText] = useState(() => begun.get(conversation.id) ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const files = useFiles(conversation.id, form, () => toast(t('composer.too_many', { count: MOST_FILES }), 'too-many-files'));
  const typing = useTyping(conversation.id, conversation.me.standing === 'accepted');
  const isEdit = about?.kind === 'edit';
  useEffect(() => {
    if (!about) return;
    if (about.kind === 'edit') setText(about.message.body);
    field.current?.focus();
  }, [about]);
  const write = (next: string) => {
    setText(next);
    if (!isEdit) begun.set(conversation.id, next);
    typing(next !== '');
  };
  const reset = () => {
    setText(isEdit ? (begun.get(conversation.id) ?? '') : '');
    if (!isEdit) begun.delete(conversation.id);
    onDone();
  };
  const leave = () => {
    if (isEdit) setText(begun.get(conversation.id) ?? '');
    onDone();
  };
  const edit = async (message: MessageCard, body: string) => {
    const change = (to: string) => acts.edit(message, to).then((now) => threads(queries).replace(now));
    reset();
    if (body === message.body) return;
    try {
      await change(body);
      toastUndo(t('message.was_edited'), () => change(message.body).catch(toastError), `edit-${message.id}`);
    } catch (error) {
      toastError(error);
      begun.set(conversation.id, body);
      setText(body);
    }
  };
  const send = async () => {
    const body = text.trim();
    if (!user || files.isBusy || (!body && (isEdit || files.ready.length === 0))) return;
    typing(false);
    if (about?.kind === 'edit') return edit(about.message, body);
    const answered = about?.message;
    const attachments = files.ready;
    reset();
    files.clear();
    await outbox.add({
      client_id: crypto.randomUUID(),
      person: user.id,
      conversation: conversation.id,
      body,
      reply_to: answered ? quoteOf(answered) : null,
      attachments,
      created_at: new Date().toISOString(),
    });
    onSent();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && about) {
      event.stopPropagation();
      leave();
    } else if (event.key === 'ArrowUp' && text === '' && !about) {
      event.preventDefault();
      onEditLast();
    }
  };
  return (
    <form
      ref={form}
      className={classes.composer}
      data-over={files.isOver || undefined}
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      {about && (
        <div className={classes.about}>
          <Text size="sm" lineClamp={1}>
            {isEdit
              ? t('composer.editing')
              : t('composer.replying', { who: nameOf(about.message.sender, conversation.people, user?.id, t), what: about.message.body })}
          </Text>
          <CloseButton size="sm" aria-label={t('common:action.cancel')} onClick={leave} />
        </div>
      )}
      {files.all.map((file) => (
        <div key={file.key} className={classes.about}>
          <div className={classes.upload}>
            <Text size="sm" truncate>
              {file.file.name}
            </Text>
            {file.error ? (
              <Text size="sm" role="alert" style={{ color: 'var(--tone-danger-text)' }}>
                {isCutOff(file.error) ? t('composer.cut_off') : sentenceOf(file.error)}
              </Text>
            ) : null}
            {file.error && mayGoAgain(file.error) ? (
              <Button size="compact-sm" variant="default" mt={4} onClick={() => files.retry(file)}>
                {t('common:action.try_again')}
              </Button>
            ) : null}
          </div>
          {!file.error && !file.card && (
            <Progress value={file.share * 100} w={96} aria-label={t('composer.progress', { name: file.file.name })} />
          )}
          <CloseButton size="sm" aria-label={t('composer.remove', { name: file.file.name })} onClick={() => files.remove(file)} />
        </div>
      ))}
      <div className={classes.field}>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            files.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        {!isEdit && (
          <ActionIcon size={40} color="gray" onClick={() => picker.current?.click()} aria-label={t('composer.attach')}>
            <IconPaperclip size={18} aria-hidden />
          </ActionIcon>
        )}
        <Textarea
          ref={field}
          flex={1}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={MOST}
          aria-label={t('composer.label')}
          placeholder={t('composer.label')}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={() => typing(false)}
          onPaste={(event) => files.add([...event.clipboardData.files])}
          onKeyDown={onKey}
        />
        <ActionIcon type="submit" size={40} variant="filled" aria-label={t(isEdit ? 'common:action.save' : 'composer.send')}>
          {files.isBusy ? <Loader size={16} color="white" /> : <IconSend2 size={18} aria-hidden />}
        </ActionIcon>
      </div>
    </form>
  );
}
