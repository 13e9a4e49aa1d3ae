import { expect, test } from 'vitest';
import type { Design } from '@/shared/api/gen/types.gen';
import { isReady, printSearchOf, proposed, wishesOf } from './gear';
import { readGear } from './gearSearch';

const TAG: Design = {
  design: 'collar_tag',
  needs: ['neck'],
  missing: [],
  out_of_reach: [],
  letterings: [
    { name: 'name', most: 24, proposed: 'Pixel' },
    { name: 'text', most: 32, proposed: '' },
  ],
  lengths: [{ name: 'hole_mm', least: 3, most: 8, proposed: 5 }],
};

test('the measurements fill in what is asked for', () => {
  expect(wishesOf(TAG, proposed(TAG))).toEqual({ design: 'collar_tag', name: 'Pixel', text: '', hole_mm: 5 });
});

test('a length that is being typed is left to the measurements', () => {
  for (const hole_mm of ['', 1, 80]) expect(wishesOf(TAG, { ...proposed(TAG), hole_mm })).not.toHaveProperty('hole_mm');
});

test('what is missing or out of reach cannot be made', () => {
  expect(isReady(TAG)).toBe(true);
  expect(isReady({ ...TAG, missing: ['neck'] })).toBe(false);
  expect(isReady({ ...TAG, out_of_reach: [{ measure: 'neck', least: 120, most: 1200 }] })).toBe(false);
});

test('prices are asked with what suits it, without a material that nobody has', () => {
  const made = { model: 'm', material: null, layer_height_mm: 0.3, infill_percent: 15, wall_count: 3 };
  expect(printSearchOf(made)).toEqual({ model: 'm', layer: 0.3, infill: 15, walls: 3 });
  expect(printSearchOf({ ...made, material: 'petg' })).toHaveProperty('material', 'petg');
});

test('an address names a design that there is', () => {
  expect(readGear({ design: 'bowl_holder' })).toEqual({ design: 'bowl_holder' });
  expect(readGear({ design: 'kennel' })).toEqual({});
});
