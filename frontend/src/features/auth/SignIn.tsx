import { Alert, Button, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { setLanguage } from '@/shared/i18n';
import { sentenceOf } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { AuthCard } from './AuthCard';

export function SignIn({ next = '/home' }: { next?: string }) {
  const { t } = useTranslation('auth');
  const { signIn } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validateInputOnBlur: true,
    validate: {
      email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : t('email_invalid')),
      password: (password) => (password ? null : t('password_missing')),
    },
  });
  const attempt = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => signIn(email.trim(), password),
    onSuccess: (user) => {
      void setLanguage(user.language);
      setColorScheme(user.theme);
      void navigate({ to: next });
    },
  });

  return (
    <AuthCard
      title={t('sign_in')}
      footer={
        <>
          {t('no_account')}{' '}
          <TextLink to="/register" search={{ next }}>
            {t('register')}
          </TextLink>
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => attempt.mutate(values))} noValidate>
        <Stack>
          {attempt.error && (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(attempt.error)}
            </Alert>
          )}
          <TextInput label={t('email')} type="email" autoComplete="username" required {...form.getInputProps('email')} />
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('show_password') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={attempt.isPending}>
            {t('sign_in')}
          </Button>
          <TextLink to="/forgot-password" ta="center">
            {t('forgot')}
          </TextLink>
        </Stack>
      </form>
    </AuthCard>
  );
}
