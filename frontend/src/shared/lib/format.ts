import i18next from 'i18next';
import { momentOf } from './days';

export type MoneyValue = { amount: number; currency: string };

/** Digits behind the point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponent(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function formatMoney({ amount, currency }: MoneyValue, language = i18next.language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount / 10 ** exponent(currency));
}

export function formatNumber(value: number, digits = 0, language = i18next.language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** What stands before the fraction: "1.5", "1,5". */
export const decimalSign = (language: string): string => (1.5).toLocaleString(language).charAt(1);

export function formatPercent(share: number, digits = 0, language = i18next.language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** "120 × 80.5 × 12 mm" */
export function formatSize(sizeMm: readonly number[], language = i18next.language): string {
  return `${sizeMm.map((length) => formatNumber(length, 1, language)).join(' × ')} mm`;
}

/** Grams from milligrams: "12.4 g", "1.25 kg". */
export function formatMass(milligrams: number, language = i18next.language): string {
  const grams = milligrams / 1000;
  return grams >= 1000 ? `${formatNumber(grams / 1000, 2, language)} kg` : `${formatNumber(grams, grams < 100 ? 1 : 0, language)} g`;
}

const MEGA = 1_000_000;

/** "840.2 kB", "12.4 MB". */
export function formatBytes(bytes: number, language = i18next.language): string {
  return bytes < MEGA ? `${formatNumber(bytes / 1000, 1, language)} kB` : `${formatNumber(bytes / MEGA, 1, language)} MB`;
}

/** "3 h 20 min" */
export function formatDuration(seconds: number, language = i18next.language): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (minutes < 60) return unit(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${unit(Math.floor(hours / 24), 'day')} ${hours % 24 ? unit(hours % 24, 'hour') : ''}`.trim();
  return `${unit(hours, 'hour')} ${minutes % 60 ? unit(minutes % 60, 'minute') : ''}`.trim();
}

/** "Tue 24 Nov"; of a moment where the reader is, of a day without a time itself. */
export function formatDay(at: string | Date, language = i18next.language): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(momentOf(at));
}

/** "Nov 24, 2026, 7:00 PM" where the reader is, or in another zone. */
export function formatMoment(at: string | Date, language = i18next.language, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "2 hours ago" within a week, the date beyond. */
export function formatRelative(at: string | Date, now = Date.now(), language = i18next.language): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(at));
  const [unit, length] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(seconds / length), unit);
}
