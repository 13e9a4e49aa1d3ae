import { Button, Group, NumberInput, Select, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatchedWriteProductRequest, Product, TaxClassEnum } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import type { Language } from '@/shared/i18n';
import { landErrors } from '@/shared/lib/errors';
import { EditProblem } from '@/shared/ui/EditProblem';
import { toast } from '@/shared/ui/toast';
import { LanguageTabs } from '../texts/LanguageTabs';
import { translationsOf, wordedOf } from '../texts/texts';
import { categoriesQuery, productActs } from './api';

const TAX_CLASSES = ['standard', 'reduced', 'zero'] as const;

const TEXTS = ['name', 'summary', 'description'] as const;

const startOf = (product: Product | undefined, language: Language) => ({
  ...wordedOf(TEXTS, product, language),
  lab: product?.lab.id ?? '',
  category: product?.category?.id ?? null,
  made_to_order: product?.made_to_order ?? false,
  lead_days: (product?.lead_days ?? 0) as number | string,
  tax_class: (product?.tax_class ?? 'standard') as TaxClassEnum,
});

type Props = { product?: Product; labs: { lab: string; name: string }[]; onSaved: (product: Product) => void };

/** What the product is. A new one starts as a draft; its variants and pictures come next. */
export function DetailsForm({ product, labs, onSaved }: Props) {
  const { t, i18n } = useTranslation('office');
  const language = i18n.language as Language;
  const queries = useQueryClient();
  const { data: categories = [] } = useQuery(categoriesQuery);
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: { ...startOf(product, language), ...(!product && { lab: labs[0]?.lab ?? '' }) },
    validate: { name: (name) => (name.trim() ? null : t('common:field_error.required')) },
  });
  const save = useEdit<Product, PatchedWriteProductRequest>({
    row: product,
    of: (row) => startOf(row, language),
    load: () => productActs.load(product?.slug ?? ''),
    save: (changes, headers) =>
      product
        ? productActs.edit(product.slug, changes, headers)
        : productActs.add({ ...changes, name: changes.name ?? '', lab: form.getValues().lab }),
    onSaved: (saved) => {
      void queries.invalidateQueries({ queryKey: ['products'] });
      toast(t('products.saved', { name: saved.name }), 'product');
      onSaved(saved);
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <form
      onSubmit={form.onSubmit(({ lab: _, lead_days, ...values }) => {
        setProblem(undefined);
        save.mutate({ ...values, translations: translationsOf(values), lead_days: Number(lead_days) || 0 });
      })}
      noValidate
    >
      <Stack>
        {!product && labs.length > 1 && (
          <Select
            label={t('products.lab')}
            data={labs.map(({ lab, name }) => ({ value: lab, label: name }))}
            allowDeselect={false}
            {...form.getInputProps('lab')}
          />
        )}
        <LanguageTabs
          form={form}
          fields={[
            { name: 'name', label: t('products.name'), maxLength: 160 },
            { name: 'summary', label: t('products.summary'), help: t('products.summary_help'), maxLength: 300 },
            { name: 'description', label: t('products.description'), maxLength: 20_000, isLong: true },
          ]}
        />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <Select
            label={t('products.category')}
            placeholder={t('products.no_category')}
            data={categories.map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(depth - 1)}${name}` }))}
            clearable
            searchable
            {...form.getInputProps('category')}
          />
          <Select
            label={t('products.tax_class')}
            data={TAX_CLASSES.map((value) => ({ value, label: t(`products.tax_name.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('tax_class')}
          />
        </Group>
        <Switch
          label={t('products.made_to_order')}
          description={t('products.made_to_order_help')}
          {...form.getInputProps('made_to_order', { type: 'checkbox' })}
        />
        <NumberInput
          label={t('products.lead_days')}
          description={t('products.lead_days_help')}
          min={0}
          max={365}
          allowDecimal={false}
          maw={260}
          {...form.getInputProps('lead_days')}
        />
        <EditProblem edit={save} words={problem} onTake={(theirs) => form.setValues(startOf(theirs, language))} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t(product ? 'products.save' : 'products.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
