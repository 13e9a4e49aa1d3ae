import type { CurrencyEnum } from '../api/gen/types.gen';

/** What one can ask and pay in. */
export const CURRENCIES: CurrencyEnum[] = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'CAD',
  'AUD',
  'JPY',
  'ISK',
  'KWD',
];

/** The bank quotes no rate for these: prices are set in them, but nothing can be converted. */
const UNQUOTED: readonly CurrencyEnum[] = ['KWD'];

/** What a person, a lab or a coupon may choose, besides what it has. */
export const convertible = (present?: string): CurrencyEnum[] => CURRENCIES.filter((code) => code === present || !UNQUOTED.includes(code));
