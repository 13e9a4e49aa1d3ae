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
