import type { TFunction } from 'i18next';
import type { Conversation, ConversationPerson, MessageCard } from '@/shared/api/gen/types.gen';
import { nameOf as shownName } from '@/shared/lib/people';

type Titled = Pick<Conversation, 'kind' | 'title' | 'subject' | 'people'>;

/** What a conversation is called: by the other one, by what it is about, or by its own name. */
export function titleOf({ kind, title, subject, people }: Titled, t: TFunction<'inbox'>): string {
  if (kind === 'direct') return people[0] ? shownName(people[0].display_name) : t('someone');
  return subject?.label || title || t('group');
}

export const otherOf = ({ kind, people }: Titled): ConversationPerson | undefined => (kind === 'direct' ? people[0] : undefined);

export function nameOf(id: string | null, people: readonly ConversationPerson[], me: string | undefined, t: TFunction<'inbox'>): string {
  if (id === me) return t('you');
  const person = people.find((one) => one.id === id);
  return person ? shownName(person.display_name) : t('someone');
}

/** One line that says what the message is. */
export function excerptOf(
  message: MessageCard,
  people: readonly ConversationPerson[],
  me: string | undefined,
  t: TFunction<'inbox'>,
): string {
  if (message.deleted_at) return t('message.deleted');
  if (message.is_hidden) return t('message.hidden');
  if (message.note) return noteOf(message, people, me, t);
  if (message.body) return message.body;
  const [file] = message.attachments;
  return file ? t(`file.${file.kind}`, { name: file.filename }) : '';
}

export function noteOf(
  { note, sender }: MessageCard,
  people: readonly ConversationPerson[],
  me: string | undefined,
  t: TFunction<'inbox'>,
): string {
  const names = (note?.people ?? []).map((id) => nameOf(id, people, me, t));
  return t(`note.${note?.act ?? 'created'}`, { who: nameOf(sender, people, me, t), whom: names.join(', '), title: note?.title ?? '' });
}

export type MarkState = 'sent' | 'delivered' | 'read';

/** How far a message of mine has come: with everybody who shows it. */
export function markOf(seq: number, people: readonly ConversationPerson[]): MarkState {
  const here = people.filter((one) => one.is_here);
  const has = (mark: 'last_read_seq' | 'last_delivered_seq') => {
    const marks = here.map((one) => one[mark]).filter((one) => one !== null);
    return marks.length > 0 && marks.every((one) => one >= seq);
  };
  return has('last_read_seq') ? 'read' : has('last_delivered_seq') ? 'delivered' : 'sent';
}
