import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding, FindingCodeEnum } from '@/shared/api/gen/types.gen';
import { LANGUAGES } from '@/shared/i18n';
import { CURES, cureText, findingText, formatVolume, REFUSALS, sizeIn } from './report';

const codes = Object.keys(CURES) as FindingCodeEnum[];
const FACTS = {
  open_edges: 12, triangles: 100, edges: 3, faces: 9, bodies: 2, hollows: 1, volume_mm3: 12.5, area_mm2: 80.25, overlap_mm3: 7,
  share_percent: 3, thinnest_mm: 0.27, narrowest_mm: 0.07, limit_mm: 0.8, largest_mm: 4572, suggested_largest_mm: 27.6, height_mm: 60,
  plate_area_mm2: 4.5, beyond_mm: 0.9, x_mm: 500, y_mm: 400, z_mm: 300, suggested_unit: 'inch', unit: 'mm', technology: 'fdm', repairable: 1,
}; // biome-ignore format: a list

describe.each(Object.keys(LANGUAGES))('the report in %s', (language) => {
  beforeAll(async () => {
    await i18next.loadLanguages(language);
    await i18next.loadNamespaces('quote');
  });

  it.each(codes)('says what %s is and what to do about it', (code) => {
    const t = i18next.getFixedT(language, 'quote');
    const finding = { code, severity: 'risk', facts: FACTS, faces: 0 } as Finding;
    const sentences = [findingText(finding, t, language), cureText(finding, false, t), cureText(finding, true, t)];
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/finding\.|cure\.|unit\.|{{|_/);
      expect(sentence.length).toBeGreaterThan(15);
    }
  });

  it.each(Object.keys(REFUSALS))('explains why a file is refused by %s', (code) => {
    const t = i18next.getFixedT(language, 'quote');
    expect(i18next.exists(`quote:refusal.${code}`, { lng: language, fallbackLng: [] })).toBe(true);
    expect(t(`refusal.${code}` as 'refusal.model_empty').length).toBeGreaterThan(25);
  });
});

it('writes small volumes so that they are more than nothing', () => {
  expect(formatVolume(0.4, 'en')).toBe('0.4 mm³');
  expect(formatVolume(7856.4, 'en')).toBe('7.9 cm³');
});

it('reads lengths in another unit', () => {
  expect(sizeIn([1, 2, 3], 'mm', 'inch')).toEqual([25.4, 50.8, 76.19999999999999]);
});
