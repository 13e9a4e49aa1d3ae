import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '.';

type Texts = { [key: string]: string | Texts };
const PLURAL = /_(zero|one|two|few|many|other)$/;

function read(language: string, file: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (texts: Texts, path: string) => {
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value === 'string') flat.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  walk(JSON.parse(readFileSync(`locales/${language}/${file}`, 'utf8')) as Texts, '');
  return flat;
}

const names = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const holes = (text = '') => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort();

const files = readdirSync('locales/en');

describe.each(Object.keys(LANGUAGES))('texts in %s', (language) => {
  it('has the same files as English', () => {
    expect(readdirSync(`locales/${language}`).sort()).toEqual(files.toSorted());
  });

  it.each(files)('says everything that English says in %s', (file) => {
    const english = read('en', file);
    const texts = read(language, file);
    expect(names(texts)).toEqual(names(english));
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe('');
      const original = english.get(key) ?? english.get(key.replace(PLURAL, '_other'));
      if (original !== undefined && !key.endsWith('_one')) expect(holes(text), key).toEqual(holes(original));
    }
  });

  it.each(files)('has each plural form that the language needs in %s', (file) => {
    const texts = read(language, file);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const needed = forms.filter((form) => form !== 'many'); // the loader gives it the words of `_other`
    const plurals = new Set([...texts.keys()].filter((key) => /_other$/.test(key)).map((key) => key.replace(PLURAL, '')));
    const missing = [...plurals].flatMap((key) => needed.map((form) => `${key}_${form}`)).filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });
});

it('counts a million in Spanish with the ordinary plural', async () => {
  const spanish = i18next.getFixedT('es', 'common');
  await i18next.loadLanguages('es');
  expect(spanish('table.chosen', { count: 1_000_000 })).toBe('1000000 seleccionados');
  expect(spanish('table.chosen', { count: 1 })).toBe('1 seleccionado');
});
