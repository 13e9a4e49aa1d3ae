import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { landErrors } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { AuthCard } from './AuthCard';

const SHORTEST_PASSWORD = 10;

export function Register({ next = '/home' }: { next?: string }) {
  const { t, i18n } = useTranslation('auth');
  const { register } = useSession();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validateInputOnBlur: true,
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : t('email_invalid')),
      password: (password) => (password.length >= SHORTEST_PASSWORD ? null : t('password_short', { length: SHORTEST_PASSWORD })),
    },
  });
  const attempt = useMutation({
    mutationFn: ({ name, email, password }: typeof form.values) =>
      register({ name: name.trim(), email: email.trim(), password, language: i18n.language }),
    onSuccess: () => void navigate({ to: next }),
    onError: (error) => setProblem(landErrors(form, error)),
  });

  return (
    <AuthCard
      title={t('register')}
      footer={
        <>
          {t('have_account')}{' '}
          <TextLink to="/sign-in" search={{ next }}>
            {t('sign_in')}
          </TextLink>
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => attempt.mutate(values))} noValidate>
        <Stack>
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <TextInput label={t('name')} autoComplete="name" {...form.getInputProps('name')} />
          <TextInput label={t('email')} type="email" autoComplete="email" required {...form.getInputProps('email')} />
          <PasswordInput
            label={t('password')}
            description={t('password_help', { length: SHORTEST_PASSWORD })}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('show_password') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={attempt.isPending}>
            {t('create_account')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
