/** Times of an event are kept as instants and written in the event's own time zone. */

/** Minutes that a zone is ahead of UTC at this instant. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const there = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return Math.round((there - at) / 60_000);
}

/** What a clock in this zone shows: "2027-05-04T19:00". */
export function wallOf(instant: string | number, zone: string): string {
  const at = new Date(instant).getTime();
  return new Date(at + offsetAt(at, zone) * 60_000).toISOString().slice(0, 16);
}

/**
 * The instant at which a clock in this zone shows this; undefined for what is no time. Where the clock is turned back and shows
 * it twice, the first; where it is turned forward and never shows it, an hour on.
 */
export function instantOf(wall: string, zone: string): string | undefined {
  const read = Date.parse(`${wall}Z`);
  if (Number.isNaN(read)) return undefined;
  const day = 86_400_000;
  const before = read - offsetAt(read - day, zone) * 60_000;
  const after = read - offsetAt(read + day, zone) * 60_000;
  const fits = [before, after].filter((at) => at + offsetAt(at, zone) * 60_000 === read);
  return new Date(fits.length ? Math.min(...fits) : before).toISOString();
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** Do both zones show the same time at this instant? */
export const isSameClock = (instant: string, one: string, other: string): boolean => wallOf(instant, one) === wallOf(instant, other);

/** "Tue, 4 May 2027, 19:00 – 22:00 CEST": both ends in one zone. */
export function formatSpan(start: string, end: string, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatRange(new Date(start), new Date(end));
}

/** Every zone this browser knows, UTC first. */
export const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
