import { ActionIcon, Alert, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product, Variant } from '@/shared/api/gen/types.gen';
import { CURRENCIES } from '@/shared/lib/currencies';
import { landErrors } from '@/shared/lib/errors';
import { AmountInput } from '@/shared/ui/AmountInput';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { variantActs } from './api';

const MG_PER_GRAM = 1000;

const startOf = (variant?: Variant) => ({
  sku: variant?.sku ?? '',
  amount: (variant?.amount ?? null) as number | null,
  grams: (variant?.weight_mg ? variant.weight_mg / MG_PER_GRAM : '') as number | string,
  options: Object.entries(variant?.options ?? {}).map(([name, value]) => ({ name, value })),
  prices: Object.entries(variant?.own_prices ?? {}).map(([currency, amount]) => ({ currency, amount: amount as number | null })),
});

/** One buyable form: what tells it apart, what it costs, what it weighs. */
export function VariantDialog({ product, variant, onClose }: { product: Product; variant?: Variant; onClose: () => void }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const home = product.lab.currency ?? 'EUR';
  const needed = t('common:field_error.required');
  const form = useForm({
    initialValues: startOf(variant),
    validate: {
      sku: (sku) => (sku.trim() ? null : needed),
      amount: (amount) => (amount === null ? needed : null),
      options: { name: (name: string) => (name.trim() ? null : needed), value: (value: string) => (value.trim() ? null : needed) },
      prices: { amount: (amount: number | null) => (amount === null ? needed : null) },
    },
  });
  const { options, prices } = form.getValues();
  const free = CURRENCIES.filter((currency) => currency !== home && !prices.some((price) => price.currency === currency));
  const save = useMutation<unknown, unknown, ReturnType<typeof startOf>>({
    mutationFn: (values) => {
      const body = {
        sku: values.sku.trim(),
        amount: values.amount ?? 0,
        weight_mg: Math.round(Number(values.grams) * MG_PER_GRAM),
        options: Object.fromEntries(values.options.map(({ name, value }) => [name.trim(), value.trim()])),
        prices: Object.fromEntries(values.prices.map(({ currency, amount }) => [currency, amount ?? 0])),
      };
      return variant ? variantActs.edit(variant.id, body) : variantActs.add(product.slug, body);
    },
    onSuccess: async (_, { sku }) => {
      await queries.invalidateQueries({ queryKey: ['products'] });
      toast(t('variants.saved', { name: sku }), 'variant');
      onClose();
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <Dialog onClose={onClose} title={variant ? t('variants.edit', { name: variant.title || variant.sku }) : t('variants.add')}>
      <form
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
        noValidate
      >
        <Stack>
          <TextInput
            label={t('variants.sku')}
            description={t('variants.sku_help')}
            required
            maxLength={60}
            data-autofocus
            {...form.getInputProps('sku')}
          />
          <Stack gap="xs">
            <Text fw={500}>{t('variants.options')}</Text>
            {options.map((option, at) => (
              <Group key={at} wrap="nowrap" align="flex-start" gap="xs">
                <TextInput
                  aria-label={t('variants.option_name', { number: at + 1 })}
                  placeholder={t('variants.option_name_like')}
                  maxLength={60}
                  flex={1}
                  {...form.getInputProps(`options.${at}.name`)}
                />
                <TextInput
                  aria-label={t('variants.option_value', { number: at + 1 })}
                  placeholder={t('variants.option_value_like')}
                  maxLength={60}
                  flex={1}
                  {...form.getInputProps(`options.${at}.value`)}
                />
                <Remove label={t('variants.remove_option', { name: option.name })} onClick={() => form.removeListItem('options', at)} />
              </Group>
            ))}
            <Group>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => form.insertListItem('options', { name: '', value: '' })}
              >
                {t('variants.add_option')}
              </Button>
            </Group>
          </Stack>
          <AmountInput
            label={t('products.price')}
            required
            currency={home}
            amount={form.getValues().amount}
            onAmount={(amount) => form.setFieldValue('amount', amount)}
            error={form.errors.amount}
          />
          <Stack gap="xs">
            {prices.map(({ currency, amount }, at) => (
              <Group key={currency} wrap="nowrap" align="flex-end" gap="xs">
                <AmountInput
                  label={t('variants.price_in', { currency })}
                  currency={currency}
                  amount={amount}
                  onAmount={(next) => form.setFieldValue(`prices.${at}.amount`, next)}
                  error={form.errors[`prices.${at}.amount`]}
                  flex={1}
                />
                <Remove label={t('variants.remove_price', { currency })} onClick={() => form.removeListItem('prices', at)} />
              </Group>
            ))}
            <Select
              aria-label={t('variants.add_price')}
              placeholder={t('variants.add_price')}
              data={free}
              value={null}
              onChange={(currency) => currency && form.insertListItem('prices', { currency, amount: null })}
            />
          </Stack>
          <NumberInput
            label={t('variants.weight')}
            description={t('variants.weight_help')}
            suffix=" g"
            min={0}
            max={1_000_000}
            decimalScale={1}
            {...form.getInputProps('grams')}
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
              {t('variants.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" c="dimmed" size={36} aria-label={label} onClick={onClick}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  );
}
