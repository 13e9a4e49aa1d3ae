import { describe, expect, it } from 'vitest';
import { formatDuration, formatMass, formatMoney, formatRelative, formatSize } from './format';

describe('formats', () => {
  it('writes money as the language does', () => {
    expect(formatMoney({ amount: 123456, currency: 'EUR' }, 'de')).toBe('1.234,56\u00a0€');
    expect(formatMoney({ amount: 123456, currency: 'EUR' }, 'en')).toBe('€1,234.56');
    expect(formatMoney({ amount: 5, currency: 'KWD' }, 'en')).toContain('0.005');
  });

  it('writes grams until they are kilograms', () => {
    expect(formatMass(12_440, 'en')).toBe('12.4 g');
    expect(formatMass(999_000, 'en')).toBe('999 g');
    expect(formatMass(1_250_000, 'de')).toBe('1,25 kg');
  });

  it('writes how long a print takes', () => {
    expect(formatDuration(20, 'en')).toBe('1 min');
    expect(formatDuration(3_600, 'en')).toBe('1 hr');
    expect(formatDuration(12_000, 'en')).toBe('3 hr 20 min');
    expect(formatDuration(3 * 86_400 + 7_200, 'en')).toBe('3 days 2 hr');
  });

  it('writes a size', () => {
    expect(formatSize([20, 80.54, 12], 'de')).toBe('20 × 80,5 × 12 mm');
  });

  it('is relative within a week, a date beyond', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(formatRelative('2026-11-21T11:59:50Z', now, 'en')).toBe('this minute');
    expect(formatRelative('2026-11-21T10:00:00Z', now, 'en')).toBe('2 hours ago');
    expect(formatRelative('2026-11-22T12:00:00Z', now, 'en')).toBe('tomorrow');
    expect(formatRelative('2026-11-01T12:00:00Z', now, 'en')).toBe('Nov 1, 2026');
  });
});
