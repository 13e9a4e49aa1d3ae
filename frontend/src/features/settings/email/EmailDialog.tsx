import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canUsePasskeys, isTurnedAway } from '@/shared/auth/passkeys';
import { meQuery, type Person } from '@/shared/auth/session';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { passkeysQuery, proofs } from '../security/api';
import { newEmail } from './api';

/** Asks for another address, by the password or by a passkey where there is one. */
export function EmailDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'auth']);
  const queries = useQueryClient();
  const hasPasskey = (useQuery(passkeysQuery).data ?? []).length > 0 && canUsePasskeys();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (text) => (/^\S+@\S+\.\S+$/.test(text.trim()) ? null : t('auth:email_invalid')),
      password: (text) => (text ? null : t('auth:password_missing')),
    },
  });
  const [problem, setProblem] = useState<string>();
  const settled = {
    onMutate: () => setProblem(undefined),
    onSuccess: (person: Person) => {
      queries.setQueryData(meQuery.queryKey, (before) => ({ ...before, ...person }));
      toast(t('email.sent', { email: person.pending_email }), 'settings');
      onClose();
    },
    onError: (error: unknown) => setProblem(isTurnedAway(error) ? undefined : landErrors(form, error)),
  };
  const byPassword = useMutation({ mutationFn: newEmail.ask, ...settled });
  const byPasskey = useMutation({
    mutationFn: async (email: string) => newEmail.ask({ email, proof: (await proofs.byPasskey()).proof }),
    ...settled,
  });
  return (
    <Dialog onClose={onClose} title={t('email.dialog_title')}>
      <form noValidate onSubmit={form.onSubmit(({ email, password }) => byPassword.mutate({ email: email.trim(), password }))}>
        <Stack>
          <Text>{t('email.dialog_why')}</Text>
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t('email.new')}
            type="email"
            inputMode="email"
            autoComplete="email"
            required
            data-autofocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('auth:password')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('auth:show_password') }}
            {...form.getInputProps('password')}
          />
          <Group justify="flex-end">
            {hasPasskey && (
              <Button
                variant="default"
                leftSection={<IconFingerprint size={16} aria-hidden />}
                loading={byPasskey.isPending}
                onClick={() => !form.validateField('email').hasError && byPasskey.mutate(form.getValues().email.trim())}
              >
                {t('auth:passkey.use')}
              </Button>
            )}
            <Button type="submit" loading={byPassword.isPending}>
              {t('email.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
