import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { passwordResetCreate } from '@/shared/api/gen/sdk.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { AuthCard } from './AuthCard';

/** Asks for the address; the answer is the same whether there is an account or not. */
export function ForgotPassword() {
  const { t } = useTranslation('auth');
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : t('email_invalid')) },
  });
  const ask = useMutation({ mutationFn: (email: string) => passwordResetCreate({ body: { email } as never }) });
  return (
    <AuthCard title={t('reset.title')} footer={<TextLink to="/sign-in">{t('sign_in')}</TextLink>}>
      {ask.isSuccess ? (
        <Text role="status">{t('reset.sent')}</Text>
      ) : (
        <form onSubmit={form.onSubmit(({ email }) => ask.mutate(email.trim()))} noValidate>
          <Stack>
            {ask.error && (
              <Alert role="alert" color="red" variant="outline">
                {sentenceOf(ask.error)}
              </Alert>
            )}
            <TextInput label={t('email')} type="email" autoComplete="username" required {...form.getInputProps('email')} />
            <Button type="submit" loading={ask.isPending}>
              {t('reset.send')}
            </Button>
          </Stack>
        </form>
      )}
    </AuthCard>
  );
}
