import { Alert, Button, Card, Group, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurrencyEnum } from '@/shared/api/gen/types.gen';
import { convertible } from '@/shared/lib/currencies';
import { landErrors } from '@/shared/lib/errors';
import { PageHeader } from '@/shared/ui/PageHeader';
import { toast } from '@/shared/ui/toast';
import { applyForLab } from './api';
import { LabFields } from './LabFields';
import { type Profile, profileOf, requestOf } from './profile';

/** Somebody wants to open a lab: who and where; prices, hours and people follow once it is approved or before. */
export function LabApply() {
  const { t, i18n } = useTranslation('labs');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [currency, setCurrency] = useState<CurrencyEnum>('EUR');
  const [problem, setProblem] = useState<string>();
  const form = useForm<Profile>({
    initialValues: profileOf(),
    validateInputOnBlur: true,
    validate: {
      name: (name) => (name.trim() ? null : t('common:field_error.required')),
      city: (city) => (city.trim() ? null : t('common:field_error.required')),
      country: (country) => (country ? null : t('common:field_error.required')),
    },
  });
  const apply = useMutation({
    mutationFn: (profile: Profile) => applyForLab({ ...requestOf(profile), currency }),
    onSuccess: (lab) => {
      void queries.invalidateQueries({ queryKey: ['me'] });
      void queries.invalidateQueries({ queryKey: ['labs'] });
      toast(t('apply.sent', { lab: lab.name }));
      void navigate({ to: '/labs/$labId', params: { labId: lab.id } } as never);
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  const currencies = new Intl.DisplayNames(i18n.language, { type: 'currency' });
  return (
    <>
      <PageHeader title={t('apply.title')} lead={t('apply.lead')} />
      <Card maw={760}>
        <form noValidate onSubmit={form.onSubmit((profile) => apply.mutate(profile))}>
          <Stack>
            <LabFields form={form} />
            <Select
              label={t('field.currency')}
              description={t('field.currency_help')}
              data={convertible().map((code) => ({ value: code, label: `${code} · ${currencies.of(code)}` }))}
              value={currency}
              onChange={(value) => setCurrency((value ?? 'EUR') as CurrencyEnum)}
              allowDeselect={false}
              searchable
            />
            {problem && (
              <Alert role="alert" color="red" variant="outline">
                {problem}
              </Alert>
            )}
            <Text size="sm" c="dimmed">
              {t('apply.next')}
            </Text>
            <Group justify="flex-end">
              <Button type="submit" loading={apply.isPending}>
                {t('apply.send')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </>
  );
}
