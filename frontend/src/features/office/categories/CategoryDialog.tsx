import { Alert, Button, Group, Select, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '@/shared/api/gen/types.gen';
import type { Language } from '@/shared/i18n';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { LanguageTabs } from '../texts/LanguageTabs';
import { translationsOf, wordedOf } from '../texts/texts';
import { CATEGORY_TEXTS, categoryActs } from './api';
import { branchOf } from './tree';

type Props = { category?: Category; categories: readonly Category[]; onClose: () => void };

/** A category's texts, and where it stands in the tree. */
export function CategoryDialog({ category, categories, onClose }: Props) {
  const { t, i18n } = useTranslation('office');
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: {
      ...wordedOf(CATEGORY_TEXTS, category, i18n.language as Language),
      parent: category?.parent ?? null,
    },
    validate: { name: (name) => (name.trim() ? null : t('common:field_error.required')) },
  });
  const save = useMutation({
    mutationFn: ({ parent, ...values }: ReturnType<typeof form.getValues>) => {
      const body = { ...values, translations: translationsOf(values) };
      const isMoved = parent !== (category?.parent ?? null);
      return category
        ? categoryActs.edit(category.id, { ...body, ...(isMoved && { parent }) })
        : categoryActs.add({ ...body, ...(parent && { parent }) });
    },
    onSuccess: async ({ name }) => {
      await Promise.all(['categories', 'products'].map((word) => queries.invalidateQueries({ queryKey: [word] })));
      toast(t('categories.saved', { name }), 'category');
      onClose();
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  const within = branchOf(categories, category);
  const places = categories
    .filter(({ id }) => !within.has(id))
    .map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(depth - 1)}${name}` }));
  return (
    <Dialog onClose={onClose} title={category ? t('categories.edit', { name: category.name }) : t('categories.add')}>
      <form
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
        noValidate
      >
        <Stack>
          <LanguageTabs
            form={form}
            fields={[
              { name: 'name', label: t('categories.name'), maxLength: 80 },
              { name: 'description', label: t('categories.description'), help: t('categories.description_help'), maxLength: 400 },
            ]}
          />
          <Select
            label={t('categories.parent')}
            placeholder={t('categories.no_parent')}
            data={places}
            clearable
            searchable
            {...form.getInputProps('parent')}
          />
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('categories.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
