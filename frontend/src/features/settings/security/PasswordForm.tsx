import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mePasswordCreate } from '@/shared/api/gen/sdk.gen';
import { meQuery } from '@/shared/auth/session';
import { keepTokens, type TokenPair } from '@/shared/auth/tokens';
import { landErrors } from '@/shared/lib/errors';
import { toast, toastError } from '@/shared/ui/toast';
import { devicesQuery } from './api';
import { Section } from './Section';

/** Another password; every other device is signed out by it. */
export function PasswordForm() {
  const { t } = useTranslation(['settings', 'auth']);
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { current: '', new: '' },
    validate: { new: (value) => (value.length >= 10 ? null : t('auth:password_short', { length: 10 })) },
  });
  const change = useMutation({
    mutationFn: async (values: typeof form.values) => (await mePasswordCreate({ body: values as never })).data as unknown as TokenPair,
    onSuccess: (pair) => {
      keepTokens(pair);
      form.reset();
      void queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
      void queries.invalidateQueries({ queryKey: meQuery.queryKey }); // another address that was asked for is called off
      toast(t('security.changed'), 'settings');
    },
    onError: (error) => {
      if (landErrors(form, error)) toastError(error, 'settings');
    },
  });
  const eye = { 'aria-label': t('auth:show_password') };
  return (
    <Section title={t('auth:password')}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack maw={420}>
          <PasswordInput
            label={t('security.current')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={eye}
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label={t('security.new')}
            autoComplete="new-password"
            required
            description={t('auth:password_help', { length: 10 })}
            visibilityToggleButtonProps={eye}
            {...form.getInputProps('new')}
          />
          <Text c="dimmed" size="sm">
            {t('security.note')}
          </Text>
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('security.change')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
