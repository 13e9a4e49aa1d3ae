import { dateOf, dayOf } from '@/shared/lib/days';

/** Days of a calendar, as "2027-05-04", in the reader's own time. */

export const monthOf = (day: string): string => day.slice(0, 7);

export function addDays(day: string, count: number): string {
  const date = dateOf(day);
  date.setDate(date.getDate() + count);
  return dayOf(date);
}

/** The same day of another month, or its last when it is shorter. */
export function addMonths(day: string, count: number): string {
  const from = dateOf(day);
  const first = new Date(from.getFullYear(), from.getMonth() + count, 1, 12);
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  first.setDate(Math.min(from.getDate(), last));
  return dayOf(first);
}

/** 1 for Monday to 7 for Sunday, by the customs of a language. */
export function firstDayOfWeek(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return locale.getWeekInfo?.().firstDay ?? 1;
}

/** The weeks that show a month ("2027-05"), whole: four to six rows of seven days. */
export function weeksOf(month: string, firstDay: number): string[][] {
  const first = `${month}-01`;
  const ahead = (dateOf(first).getDay() - (firstDay % 7) + 7) % 7;
  const weeks: string[][] = [];
  for (let day = addDays(first, -ahead); day < addMonths(first, 1); day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
  return weeks;
}

/** Where a key leads from this day; undefined for keys that lead nowhere. */
export function stepOf(key: string, day: string, firstDay: number): string | undefined {
  const inWeek = (dateOf(day).getDay() - (firstDay % 7) + 7) % 7;
  const steps: Record<string, () => string> = {
    ArrowLeft: () => addDays(day, -1),
    ArrowRight: () => addDays(day, 1),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -inWeek),
    End: () => addDays(day, 6 - inWeek),
    PageUp: () => addMonths(day, -1),
    PageDown: () => addMonths(day, 1),
  };
  return steps[key]?.();
}

/** Rows under each day that they touch, at most a year of days. */
export function byDay<Row extends { starts_at: string; ends_at: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const last = dayOf(new Date(new Date(row.ends_at).getTime() - 1));
    for (let day = dayOf(new Date(row.starts_at)), count = 0; day <= last && count < 366; day = addDays(day, 1), count++)
      days.set(day, [...(days.get(day) ?? []), row]);
  }
  return days;
}
