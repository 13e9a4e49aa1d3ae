import { Alert, Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Address } from '@/shared/api/gen/types.gen';
import { countryChoices } from '@/shared/lib/countries';
import { landErrors } from '@/shared/lib/errors';
import { useSaveAddress } from './checkout';

const EMPTY = { name: '', company: '', street: '', street2: '', postal_code: '', city: '', region: '', country: '', phone: '' };
const REQUIRED = ['name', 'street', 'city', 'country'] as const;

type Props = { name: string; country?: string; onSaved: (address: Address) => void; onCancel?: () => void };

/** A new address; it is kept with the others. */
export function AddressForm({ name, country = '', onSaved, onCancel }: Props) {
  const { t, i18n } = useTranslation('cart');
  const [problem, setProblem] = useState<string>();
  const countries = useMemo(() => countryChoices(i18n.language), [i18n.language]);
  const needed = (value: string) => (value.trim() ? null : t('common:field_error.required'));
  const form = useForm({
    initialValues: { ...EMPTY, name, country },
    validateInputOnBlur: true,
    validate: Object.fromEntries(REQUIRED.map((field) => [field, needed])),
  });
  const save = useSaveAddress(onSaved);
  const field = (key: keyof typeof EMPTY, autoComplete: string) => ({
    label: t(`address.${key}`),
    autoComplete,
    required: (REQUIRED as readonly string[]).includes(key),
    ...form.getInputProps(key),
  });
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values, { onError: (error) => setProblem(landErrors(form, error)) }))}>
      <Stack>
        {problem && (
          <Alert role="alert" color="red" variant="outline">
            {problem}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="sm">
          <TextInput {...field('name', 'name')} />
          <TextInput {...field('company', 'organization')} />
          <TextInput {...field('street', 'address-line1')} />
          <TextInput {...field('street2', 'address-line2')} />
          <TextInput {...field('postal_code', 'postal-code')} />
          <TextInput {...field('city', 'address-level2')} />
          <TextInput {...field('region', 'address-level1')} />
          <Select {...field('country', 'country')} data={countries} searchable allowDeselect={false} />
          <TextInput type="tel" {...field('phone', 'tel')} />
        </SimpleGrid>
        <Group>
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('address.use')}
          </Button>
          {onCancel && (
            <Button variant="subtle" color="gray" onClick={onCancel}>
              {t('common:action.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
