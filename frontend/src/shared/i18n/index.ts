import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español' } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = 'strato-language';
const files = import.meta.glob<{ default: Record<string, unknown> }>('/locales/*/*.json');

/** One JSON file per language and namespace, loaded when a page first asks for it. */
const loader = {
  type: 'backend' as const,
  read(language: string, namespace: string, done: (error: unknown, data: unknown) => void) {
    const load = files[`/locales/${language}/${namespace}.json`];
    if (!load) {
      done(new Error(`no texts ${language}/${namespace}`), null);
      return;
    }
    void load()
      .then((file) => withManyForms(file.default))
      .then(
        (texts) => done(null, texts),
        (error: unknown) => done(error, null),
      );
  },
};

/** Spanish has a form of its own for whole millions; it reads like the ordinary plural, so nobody has to write it twice. */
function withManyForms(texts: Record<string, unknown>): Record<string, unknown> {
  const full: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(texts)) {
    if (key.endsWith('_other')) full[key.replace(/_other$/, '_many')] ??= value;
    full[key] = typeof value === 'object' && value ? withManyForms(value as Record<string, unknown>) : value;
  }
  return full;
}

function preferred(): Language {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return (wanted.find((tag) => tag && tag in LANGUAGES) as Language | undefined) ?? 'en';
}

export async function startI18n(): Promise<void> {
  await i18next
    .use(loader)
    .use(initReactI18next)
    .init({
      lng: preferred(),
      fallbackLng: 'en',
      supportedLngs: Object.keys(LANGUAGES),
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem(KEY, language);
  });
}

export const setLanguage = (language: string) => (language in LANGUAGES ? i18next.changeLanguage(language) : undefined);
