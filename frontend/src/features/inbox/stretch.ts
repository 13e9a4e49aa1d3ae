import type { MessageCard, QuoteCard } from '@/shared/api/gen/types.gen';

/** A part of a conversation without gaps, oldest first. */
export type Stretch = { messages: MessageCard[]; hasBefore: boolean; hasAfter: boolean };

export const firstSeq = ({ messages }: Stretch): number => messages[0]?.seq ?? 0;
export const lastSeq = ({ messages }: Stretch): number => messages.at(-1)?.seq ?? 0;

/** Puts a newer version of a message in its place, and into what answers quote of it; one that is not in the stretch changes nothing. */
export function replaced(stretch: Stretch, message: MessageCard): Stretch {
  if (!stretch.messages.some((one) => one.id === message.id || one.reply_to?.id === message.id)) return stretch;
  const renew = (one: MessageCard) => {
    if (one.id === message.id) return withLinks(message, one);
    return one.reply_to?.id === message.id ? { ...one, reply_to: quoteOf(message) } : one;
  };
  return { ...stretch, messages: stretch.messages.map(renew) };
}

/** Adds the next message at the end. Undefined when something is missing between: it has to be asked for. */
export function appended(stretch: Stretch, message: MessageCard): Stretch | undefined {
  if (message.seq <= lastSeq(stretch)) return replaced(stretch, message);
  if (stretch.hasAfter || message.seq !== lastSeq(stretch) + 1) return undefined;
  return { ...stretch, messages: [...stretch.messages, message] };
}

/** The stretch with what was loaded before or after it. */
export function joined(stretch: Stretch, more: Stretch): Stretch {
  const isBefore = firstSeq(more) < firstSeq(stretch);
  const bySeq = new Map([...stretch.messages, ...more.messages].map((message) => [message.seq, message]));
  return {
    messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    hasBefore: isBefore ? more.hasBefore : stretch.hasBefore,
    hasAfter: isBefore ? stretch.hasAfter : more.hasAfter,
  };
}

const EXCERPT = 160;

/** A message as an answer quotes it. */
export const quoteOf = ({ id, seq, sender, body, deleted_at }: MessageCard): QuoteCard => ({
  id,
  seq,
  sender,
  excerpt: body.slice(0, EXCERPT),
  is_deleted: deleted_at !== null,
});

/** Frames carry no links to files; those that we have stay good for a while. */
function withLinks(message: MessageCard, before: MessageCard): MessageCard {
  const known = new Map(before.attachments.map((file) => [file.id, file]));
  const attachments = message.attachments.map((file) => (file.url ? file : (known.get(file.id) ?? file)));
  return { ...message, attachments };
}
