import { LANGUAGES, type Language } from '@/shared/i18n';

export const ALL_LANGUAGES = Object.keys(LANGUAGES) as Language[];

type Texts<Name extends string> = Record<Name, string>;

/** Texts as a form has them: those of the own language beside their translations, all there, blank where nothing is said. */
export type Worded<Name extends string> = Texts<Name> & { language: Language; translations: Record<Language, Texts<Name>> };

type Row<Name extends string> = {
  language?: Language;
  own: Partial<Texts<Name>>;
  translations?: Partial<Record<Language, Partial<Texts<Name>>>>;
};

const filled = <Name extends string>(names: readonly Name[], texts: Partial<Texts<Name>> = {}) =>
  Object.fromEntries(names.map((name) => [name, texts[name] ?? ''])) as Texts<Name>;

const isBlank = (texts: Record<string, string>) => Object.values(texts).every((text) => !text.trim());

/** What the form starts with; something new is written in `language`. */
export function wordedOf<Name extends string>(names: readonly Name[], row: Row<Name> | undefined, language: Language): Worded<Name> {
  const translations = Object.fromEntries(ALL_LANGUAGES.map((one) => [one, filled(names, row?.translations?.[one])]));
  return { ...filled(names, row?.own), language: row?.language ?? language, translations } as Worded<Name>;
}

/** The translations as the API takes them: what is said, in other languages than the own one. */
export function translationsOf<Name extends string>({ language, translations }: Pick<Worded<Name>, 'language' | 'translations'>) {
  const said = ALL_LANGUAGES.filter((one) => one !== language && !isBlank(translations[one])).map((one) => {
    const texts = Object.entries<string>(translations[one]).map(([name, text]) => [name, text.trim()]);
    return [one, Object.fromEntries(texts.filter(([, text]) => text))];
  });
  return Object.fromEntries(said) as Partial<Record<Language, Partial<Texts<Name>>>>;
}

/** The texts that readers of this language get in the own one. */
export const missingIn = <Name extends string>(names: readonly Name[], values: Worded<Name>, language: Language): Name[] =>
  language === values.language ? [] : names.filter((name) => values[name].trim() && !values.translations[language][name].trim());

/** Another own language. Where nothing is said in it, the own texts were written in it all along; else the two change places. */
export function relabelled<Name extends string>(names: readonly Name[], values: Worded<Name>, language: Language): Worded<Name> {
  const theirs = values.translations[language];
  if (language === values.language || isBlank(theirs)) return { ...values, language };
  const translations = { ...values.translations, [values.language]: filled(names, values), [language]: filled(names) };
  return { ...values, ...theirs, language, translations };
}
