import { exponent } from './format';

/** Amounts people type ("2.50") and the minor units the API keeps (250). */
export const toMajor = (amount: number | null | undefined, digits: number): number | '' =>
  typeof amount === 'number' ? amount / 10 ** digits : '';
/** Of a filter: nothing typed, nothing asked. */
export const minorOf = (typed: number | undefined, currency: string): number | undefined =>
  typed === undefined ? undefined : (toMinor(typed, exponent(currency)) ?? undefined);
export const toMinor = (typed: number | string, digits: number): number | null =>
  typed === '' || !Number.isFinite(Number(typed)) ? null : Math.round(Number(typed) * 10 ** digits);
