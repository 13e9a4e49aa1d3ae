import { describe, expect, it } from 'vitest';
import { readSearch, searchOf, wishOf } from './wish';

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

  it('keeps a machine only with its lab', () => {
    expect(readSearch({ printer: 'p' })).toEqual({});
    expect(readSearch({ lab: 'l', printer: 'p' })).toEqual({ lab: 'l', printer: 'p' });
  });

  it('asks for the same again, but not for a day that has passed', () => {
    const search = { model: 'm', material: 'pla', color: '#ff0000', layer: 0.1, infill: 40, walls: 3, scale: 50, quantity: 7 };
    const wish = wishOf({ ...search, supports: true, finish: 'sanded', by: '2026-11-20' });
    const quote = { ...wish, model: { id: 'm' }, material: { id: 'pla' } } as never;
    expect(searchOf(quote, '2026-11-20')).toEqual({ ...search, supports: true, finish: 'sanded', by: '2026-11-20' });
    expect(searchOf(quote, '2026-11-21').by).toBeUndefined();
  });
});
