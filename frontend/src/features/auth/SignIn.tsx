import { Alert, Button, Divider, PasswordInput, Stack, TextInput, useMantineColorScheme } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/shared/api/problem';
import { canUsePasskeys, isTurnedAway } from '@/shared/auth/passkeys';
import { type Person, useSession } from '@/shared/auth/session';
import { setLanguage } from '@/shared/i18n';
import { sentenceOf } from '@/shared/lib/errors';
import { formatDay } from '@/shared/lib/format';
import { TextLink } from '@/shared/ui/links';
import { AuthCard } from './AuthCard';
import { type Departure, KeepAccount } from './Leaving';
import { type Halfway, SecondStep } from './SecondStep';

export function SignIn({ next = '/home' }: { next?: string }) {
  const { t, i18n } = useTranslation('auth');
  const { signIn, signInByPasskey } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const [halfway, setHalfway] = useState<Halfway>();
  const [departure, setDeparture] = useState<Departure>();
  const enter = (user: Person) => {
    void setLanguage(user.language);
    setColorScheme(user.theme);
    void navigate({ to: next });
  };
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
    onSuccess: enter,
    onError: (error) => {
      setHalfway(halfwayOf(error));
      setDeparture(departureOf(error));
    },
  });
  const byPasskey = useMutation({
    mutationFn: () => signInByPasskey(),
    onSuccess: enter,
    onError: (error) => setDeparture(departureOf(error)),
  });
  const problem = [attempt.error, byPasskey.error].find(
    (error) => error && !isTurnedAway(error) && !halfwayOf(error) && !departureOf(error),
  );
  const startAgain = () => {
    setHalfway(undefined);
    setDeparture(undefined);
    form.setFieldValue('password', '');
  };

  return (
    <AuthCard
      title={departure ? t('leaving.title', { date: formatDay(departure.due_at, i18n.language) }) : t(halfway ? 'second.title' : 'sign_in')}
      footer={
        <>
          {t('no_account')}{' '}
          <TextLink to="/register" search={{ next }}>
            {t('register')}
          </TextLink>
        </>
      }
    >
      {departure ? (
        <KeepAccount departure={departure} onDone={enter} onBack={startAgain} />
      ) : halfway ? (
        <SecondStep halfway={halfway} onDone={enter} onError={(error) => setDeparture(departureOf(error))} onBack={startAgain} />
      ) : (
        <form onSubmit={form.onSubmit((values) => attempt.mutate(values))} noValidate>
          <Stack>
            {problem && (
              <Alert role="alert" color="red" variant="outline">
                {sentenceOf(problem)}
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
            {canUsePasskeys() && (
              <>
                <Divider label={t('or')} />
                <Button
                  variant="default"
                  leftSection={<IconFingerprint size={16} aria-hidden />}
                  loading={byPasskey.isPending}
                  onClick={() => byPasskey.mutate()}
                >
                  {t('passkey.sign_in')}
                </Button>
              </>
            )}
          </Stack>
        </form>
      )}
    </AuthCard>
  );
}

/** What the second step needs, where the password alone was not enough. */
function halfwayOf(error: unknown): Halfway | undefined {
  return error instanceof ApiError && error.code === 'second_factor_required' ? (error.facts as Halfway) : undefined;
}

/** Until when, and what keeps it, where the account is to be deleted. */
function departureOf(error: unknown): Departure | undefined {
  return error instanceof ApiError && error.code === 'account_leaving' ? (error.facts as Departure) : undefined;
}
