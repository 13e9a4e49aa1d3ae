/** Amounts people type ("2.50") and the minor units the API keeps (250). */
export const toMajor = (amount: number | null | undefined, digits: number): number | '' =>
  typeof amount === 'number' ? amount / 10 ** digits : '';
export const toMinor = (typed: number | string, digits: number): number | null =>
  typed === '' || !Number.isFinite(Number(typed)) ? null : Math.round(Number(typed) * 10 ** digits);
