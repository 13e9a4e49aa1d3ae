import { expect, it } from 'vitest';
import { missingIn, relabelled, translationsOf, wordedOf } from './texts';

const NAMES = ['name', 'summary'] as const;
const MUG = {
  language: 'en',
  own: { name: 'Mug', summary: 'Holds coffee' },
  translations: { de: { name: 'Becher' } },
} as const;
const mug = () => wordedOf(NAMES, MUG, 'es');

it('has a place for every text in every language', () => {
  expect(mug()).toEqual({
    language: 'en',
    name: 'Mug',
    summary: 'Holds coffee',
    translations: { en: { name: '', summary: '' }, de: { name: 'Becher', summary: '' }, es: { name: '', summary: '' } },
  });
  expect(wordedOf(NAMES, undefined, 'es').language).toBe('es');
});

it('sends what is said, trimmed, and never the own language', () => {
  const values = mug();
  expect(translationsOf(values)).toEqual({ de: { name: 'Becher' } });
  values.translations.es = { name: ' Taza ', summary: '  ' };
  values.translations.en = { name: 'Twice', summary: '' };
  expect(translationsOf(values)).toEqual({ de: { name: 'Becher' }, es: { name: 'Taza' } });
});

it('names what readers get in another language', () => {
  expect(missingIn(NAMES, mug(), 'de')).toEqual(['summary']);
  expect(missingIn(NAMES, mug(), 'es')).toEqual(['name', 'summary']);
  expect(missingIn(NAMES, mug(), 'en')).toEqual([]);
  expect(missingIn(NAMES, { ...mug(), summary: ' ' }, 'de')).toEqual([]);
});

it('changes places with a translation that becomes the original', () => {
  const german = relabelled(NAMES, mug(), 'de');
  expect([german.language, german.name, german.summary]).toEqual(['de', 'Becher', '']);
  expect(translationsOf(german)).toEqual({ en: { name: 'Mug', summary: 'Holds coffee' } });
  expect(relabelled(NAMES, german, 'en')).toEqual(mug());
});

it('takes texts along that were written in another language all along', () => {
  const spanish = relabelled(NAMES, mug(), 'es');
  expect([spanish.language, spanish.name]).toEqual(['es', 'Mug']);
  expect(translationsOf(spanish)).toEqual({ de: { name: 'Becher' } });
});
