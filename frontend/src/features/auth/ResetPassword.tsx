import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordResetConfirmCreate } from '@/shared/api/gen/sdk.gen';
import { landErrors } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { toast } from '@/shared/ui/toast';
import { AuthCard } from './AuthCard';

/** The page behind the link in the mail. */
export function ResetPassword({ uid, token }: { uid: string; token: string }) {
  const { t } = useTranslation('auth');
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password.length >= 10 ? null : t('password_short', { length: 10 })) },
  });
  const save = useMutation({
    mutationFn: (password: string) => passwordResetConfirmCreate({ body: { uid, token, password } as never }),
    onSuccess: () => {
      toast(t('reset.done'));
      void navigate({ to: '/sign-in' });
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <AuthCard title={t('reset.new')} footer={<TextLink to="/forgot-password">{t('forgot')}</TextLink>}>
      <form onSubmit={form.onSubmit(({ password }) => save.mutate(password))} noValidate>
        <Stack>
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <PasswordInput
            label={t('password')}
            description={t('password_help', { length: 10 })}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('show_password') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={save.isPending}>
            {t('reset.save')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
