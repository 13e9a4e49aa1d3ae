import { describe, expect, it } from 'vitest';
import { readSearch, wishOf } from './wish';

describe('the address of a wish', () => {
  it('keeps what makes sense and drops the rest', () => {
    expect(
      readSearch({ model: 'm', layer: '0.15', infill: 400, quantity: '3', color: 'red', finish: 'gold', by: 'soon', supports: 'true' }),
    ).toEqual({
      model: 'm',
      layer: 0.15,
      quantity: 3,
      supports: true,
    });
  });

  it('asks nobody before model and material are known', () => {
    expect(wishOf({ model: 'm' })).toBeUndefined();
    expect(wishOf({ model: 'm', material: 'pla', infill: 40 })).toMatchObject({
      infill_percent: 40,
      layer_height_mm: 0.2,
      color_hex: '',
      needed_by: null,
    });
  });
});
