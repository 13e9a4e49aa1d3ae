import { Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatchedWriteProductRequest, Product, OptionTexts as Texts } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { LANGUAGES, type Language } from '@/shared/i18n';
import { EditProblem } from '@/shared/ui/EditProblem';
import { toast, toastError } from '@/shared/ui/toast';
import { LanguageChoice } from '../texts/LanguageChoice';
import { ALL_LANGUAGES } from '../texts/texts';
import { productActs } from './api';

const LONGEST = 60;

/** Each word of the options once, in the order of the variants. */
const wordsOf = ({ variants }: Product) => [...new Set(variants.flatMap(({ options }) => Object.entries(options ?? {}).flat()))];

/** What the options of all variants are called in other languages; without any option there is nothing to say. */
export function OptionTexts({ product }: { product: Product }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const words = wordsOf(product);
  const [texts, setTexts] = useState<Texts>(product.option_texts);
  const isOwn = (language: Language) => language === product.language && !Object.keys(product.option_texts[language] ?? {}).length;
  const languages = ALL_LANGUAGES.filter((one) => !isOwn(one));
  const [chosen, setChosen] = useState(languages[0]);
  const language = languages.includes(chosen) ? chosen : languages[0];
  const save = useEdit<Product, PatchedWriteProductRequest>({
    row: product,
    of: ({ option_texts }) => option_texts,
    load: () => productActs.load(product.slug),
    save: (changes, headers) => productActs.edit(product.slug, changes, headers),
    onSaved: ({ option_texts }) => {
      setTexts(option_texts);
      void queries.invalidateQueries({ queryKey: ['products'] });
      toast(t('option_texts.saved'), 'option_texts');
    },
    onError: (error) => toastError(error, 'option_texts'),
  });
  if (words.length === 0) return null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ option_texts: texts });
  };
  return (
    <Stack component="form" onSubmit={send} gap="sm" mt="lg" {...{ 'aria-label': t('option_texts.title') }}>
      <div>
        <Title order={3} fz="md">
          {t('option_texts.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('option_texts.lead')}
        </Text>
      </div>
      <Group>
        <LanguageChoice label={t('option_texts.write_in')} among={languages} value={language} onChange={setChosen} />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        {words.map((word) => (
          <TextInput
            key={word}
            label={<span lang={product.language}>{word}</span>}
            aria-label={t('option_texts.word_in', { word, language: LANGUAGES[language] })}
            lang={language}
            maxLength={LONGEST}
            placeholder={word}
            value={texts[language]?.[word] ?? ''}
            onChange={({ currentTarget: { value } }) => setTexts({ ...texts, [language]: { ...texts[language], [word]: value } })}
          />
        ))}
      </SimpleGrid>
      <EditProblem edit={save} onTake={({ option_texts }) => setTexts(option_texts)} />
      <Group justify="flex-end">
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('option_texts.save')}
        </Button>
      </Group>
    </Stack>
  );
}
