import { expect, it } from 'vitest';
import { narrowed } from './api';

it('asks for prices in the minor units of the reader’s currency', () => {
  const bounds = { min: 12.5, max: 40 };
  expect(narrowed(bounds, 'EUR')).toMatchObject({ price_min: 1250, price_max: 4000, currency: 'EUR' });
  expect(narrowed(bounds, 'JPY')).toMatchObject({ price_min: 13, price_max: 40 });
  expect(narrowed(bounds, 'KWD')).toMatchObject({ price_min: 12_500, price_max: 40_000 });
  expect(narrowed({}, 'EUR').price_min).toBeUndefined();
});
