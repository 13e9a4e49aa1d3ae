import { Badge, Group, Paper, Select, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '@/shared/i18n';
import { TextState } from './TextState';
import { ALL_LANGUAGES, missingIn, relabelled, type Worded } from './texts';

export type TextField<Name extends string> = { name: Name; label: string; help?: string; maxLength: number; isLong?: boolean };

type Props<Name extends string, Values extends Worded<Name>> = {
  form: UseFormReturnType<Values>;
  /** The first is what it is called: needed in the own language. */
  fields: readonly TextField<Name>[];
};

/** The texts of something, a tab for each language: what is missing shows, and what its readers get instead. */
export function LanguageTabs<Name extends string, Values extends Worded<Name>>({ form, fields }: Props<Name, Values>) {
  const { t } = useTranslation('office');
  const values = form.getValues();
  const names = fields.map(({ name }) => name);
  const [shown, setShown] = useState<Language>(values.language);
  const options = ALL_LANGUAGES.map((value) => ({ value, label: LANGUAGES[value] }));
  const errors = form.errors;
  // A fault that nobody sees would hold up the form without a word.
  useEffect(() => {
    const faulty = ALL_LANGUAGES.filter((language) => names.some((name) => errors[pathOf(values, language, name)]));
    if (faulty.length > 0 && !faulty.includes(shown)) setShown(faulty[0]);
  }, [errors]);
  const relabel = (to: string | null) => {
    if (!to || to === values.language) return;
    form.setValues(relabelled(names, values, to as Language) as Partial<Values>);
    form.clearErrors();
    setShown(to as Language);
  };
  return (
    <Tabs value={shown} onChange={(next) => next && setShown(next as Language)} keepMounted={false}>
      <Tabs.List aria-label={t('texts.languages')}>
        {ALL_LANGUAGES.map((one) => (
          <Tabs.Tab
            key={one}
            value={one}
            rightSection={<TextState isOwn={one === values.language} missing={missingIn(names, values, one).length} />}
          >
            {LANGUAGES[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {ALL_LANGUAGES.map((one) => (
        <Tabs.Panel key={one} value={one} pt="sm">
          <Stack gap="sm">
            {fields.map(({ name, label, help, maxLength, isLong }, at) => {
              const isOwn = one === values.language;
              const props = {
                ...form.getInputProps(pathOf(values, one, name)),
                key: name,
                label,
                maxLength,
                lang: one,
                description: help,
                placeholder: isOwn ? undefined : values[name],
                required: isOwn && at === 0,
              };
              return isLong ? <Textarea {...props} key={name} autosize minRows={4} maxRows={14} /> : <TextInput {...props} key={name} />;
            })}
            {one === values.language ? (
              <Select
                label={t('texts.original')}
                description={t('texts.original_help')}
                data={options}
                value={values.language}
                onChange={relabel}
                allowDeselect={false}
                maw={260}
              />
            ) : (
              <AsRead language={one} names={names} values={values} />
            )}
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

const pathOf = ({ language: own }: { language: Language }, language: Language, name: string) =>
  language === own ? name : `translations.${language}.${name}`;

/** What readers of this language get: the own texts where theirs are missing, marked as such. */
function AsRead<Name extends string>({ language, names, values }: { language: Language; names: readonly Name[]; values: Worded<Name> }) {
  const { t } = useTranslation('office');
  const missing = missingIn(names, values, language);
  const texts = names.map((name) => ({ name, text: values.translations[language][name].trim() || values[name].trim() }));
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('texts.as_read', { language: LANGUAGES[language] })}>
      <Text size="sm" c="dimmed" mb={6}>
        {missing.length === 0
          ? t('texts.as_read', { language: LANGUAGES[language] })
          : t('texts.as_read_missing', { language: LANGUAGES[language], count: missing.length, own: LANGUAGES[values.language] })}
      </Text>
      <Stack gap={4}>
        {texts
          .filter(({ text }) => text)
          .map(({ name, text }, at) => {
            const isOwn = missing.includes(name);
            return (
              <Group key={name} gap="xs" wrap="nowrap" align="flex-start">
                <Text fw={at === 0 ? 600 : undefined} lineClamp={3} lang={isOwn ? values.language : language} style={{ flex: 1 }}>
                  {text}
                </Text>
                {isOwn && (
                  <Badge variant="default" tt="none">
                    {LANGUAGES[values.language]}
                  </Badge>
                )}
              </Group>
            );
          })}
      </Stack>
    </Paper>
  );
}
