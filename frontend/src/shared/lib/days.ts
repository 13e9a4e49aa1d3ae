/** Days as "2027-05-04". One that stands without a time is that day for everybody, wherever they read it. */

const pad = (value: number) => String(value).padStart(2, '0');

/** The day of this moment on the reader's calendar. */
export const dayOf = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;

export const today = (): string => dayOf(new Date());

/** Noon of a day, or of the first of a month: no change of clocks takes it to another. */
export function dateOf(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date ?? 1, 12);
}

const isDay = (at: string) => /^\d{4}-\d\d-\d\d$/.test(at);

/** A moment as it is, a day as its noon. */
export const momentOf = (at: string | Date): Date => (typeof at === 'string' && isDay(at) ? dateOf(at) : new Date(at));

/** Is the moment, or the whole of the day, behind us? */
export const isPast = (at: string): boolean => (isDay(at) ? at < today() : new Date(at) < new Date());
