import { lastSeq, type Stretch } from './stretch';

const KEPT = 3;

export type Said = { upTo?: number; messages: Stretch['messages'] };

/** What is new at the end of a thread and from others, once; what was there at first is not new, and a stretch without its end says nothing. */
export function newsOf(before: Said, stretch: Stretch, me: string | undefined): Said {
  if (stretch.hasAfter) return before;
  const { upTo } = before;
  const end = lastSeq(stretch);
  if (upTo === undefined) return { upTo: end, messages: [] };
  if (end <= upTo) return before;
  const fresh = stretch.messages.filter(({ seq, sender }) => seq > upTo && sender !== me);
  return { upTo: end, messages: fresh.length > 0 ? fresh.slice(-KEPT) : before.messages };
}
