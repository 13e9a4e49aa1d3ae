/** A week of opening hours as the API has it: spans of "HH:MM" pairs by weekday. A day left out is closed; an empty table is always open. */

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];
export type Span = [string, string];
export type Week = Partial<Record<Day, Span[]>>;

export const MAX_SPANS = 6;
const CLOCK = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export const isAlwaysOpen = (week: Week) => DAYS.every((day) => !week[day]?.length);

/** "Monday", in the reader's language. */
export const nameOfDay = (day: Day, language: string, weekday: 'long' | 'short' = 'long') =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(MONDAY + DAYS.indexOf(day) * DAY_MS);

/** "9:00 AM – 5:00 PM" or "9:00–17:00", as the reader's language writes it. */
export function formatSpan([from, to]: Span, language: string): string {
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const at = (text: string) => clock.format(MONDAY + minutes(text) * 60_000);
  return `${at(from)} – ${at(to)}`;
}

/** The weekday in a time zone at a moment. */
export function dayIn(timeZone: string, at: Date = new Date()): Day {
  const name = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone }).format(at).toLowerCase();
  return DAYS.find((day) => day === name) ?? 'mon';
}

export type SpanProblem = 'clock' | 'order' | 'overlap' | 'too_many';

/** What is wrong with a day, or nothing. */
export function problemOf(spans: readonly Span[]): SpanProblem | undefined {
  if (spans.length > MAX_SPANS) return 'too_many';
  if (spans.some((span) => span.some((text) => !CLOCK.test(text)))) return 'clock';
  if (spans.some(([from, to]) => minutes(from) >= minutes(to))) return 'order';
  const sorted = spans.toSorted(byStart);
  return sorted.some((span, index) => index > 0 && minutes(span[0]) < minutes(sorted[index - 1][1])) ? 'overlap' : undefined;
}

export const isSound = (week: Week) => DAYS.every((day) => !problemOf(week[day] ?? []));

/** The week as it is sent: sorted, closed days left out. */
export const tidy = (week: Week): Week =>
  Object.fromEntries(DAYS.filter((day) => week[day]?.length).map((day) => [day, (week[day] ?? []).toSorted(byStart)]));

/** A day with one span more: after the last one when there is room, else nine to five. */
export function withSpan(spans: readonly Span[]): Span[] {
  const last = spans.toSorted(byStart).at(-1);
  const from = last ? minutes(last[1]) + 60 : 9 * 60;
  if (!last) return [['09:00', '17:00']];
  return from + 60 <= 24 * 60 ? [...spans, [clockOf(from), clockOf(Math.min(from + 240, 24 * 60))]] : [...spans, [last[1], '24:00']];
}

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const clockOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const byStart = (a: Span, b: Span) => minutes(a[0]) - minutes(b[0]);
