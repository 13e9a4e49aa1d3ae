import { describe, expect, it } from 'vitest';
import { converted, keepUnits, keptUnits, requestOf, typedOf, type Units } from './units';

const METRIC: Units = { length: 'cm', weight: 'kg' };
const IMPERIAL: Units = { length: 'in', weight: 'lb' };
const FINE: Units = { length: 'mm', weight: 'g' };
const PIXEL = { neck: { value: 385, unit: 'mm' as const }, weight: { value: 17_200, unit: 'g' as const } };

describe('measurements', () => {
  it('are shown in the units that are chosen', () => {
    expect(typedOf(PIXEL, METRIC)).toEqual({ neck: 38.5, chest: '', back: '', leg: '', weight: 17.2 });
    expect(typedOf(PIXEL, IMPERIAL)).toMatchObject({ neck: 15.16, weight: 37.92 });
  });

  it.each([METRIC, IMPERIAL, FINE])('come back to the same millimeter and gram through %o', (units) => {
    for (const value of [1, 77, 385, 1234, 4999]) {
      const there = typedOf({ neck: { value, unit: 'mm' }, weight: { value, unit: 'g' } }, units);
      const back = converted(there, units, FINE);
      expect(back).toMatchObject({ neck: value, weight: value });
    }
  });

  it('are sent as they were taken; what is empty is taken away', () => {
    expect(requestOf(typedOf(PIXEL, METRIC), METRIC)).toEqual({
      neck: { value: 38.5, unit: 'cm' },
      chest: null,
      back: null,
      leg: null,
      weight: { value: 17.2, unit: 'kg' },
    });
  });

  it('keep their units on this device', () => {
    keepUnits(IMPERIAL);
    expect(keptUnits()).toEqual(IMPERIAL);
    localStorage.setItem('strato-units', 'ells stone');
    expect(keptUnits().length).toMatch(/cm|in/);
  });
});
