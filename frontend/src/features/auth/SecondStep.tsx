import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { canUsePasskeys, isTurnedAway } from '@/shared/auth/passkeys';
import { type Person, useSession } from '@/shared/auth/session';
import { landErrors, sentenceOf } from '@/shared/lib/errors';

export type Halfway = { challenge: string; methods: string[] };

type Props = { halfway: Halfway; onDone: (person: Person) => void; onError: (error: Error) => void; onBack: () => void };

/** The password was right: now a code of the app, a recovery code or a passkey. */
export function SecondStep({ halfway, onDone, onError, onBack }: Props) {
  const { t } = useTranslation('auth');
  const { signInByCode, signInByPasskey } = useSession();
  const form = useForm({ initialValues: { code: '' }, validate: { code: (code) => (code.trim() ? null : t('second.missing')) } });
  const byCode = useMutation({
    mutationFn: ({ code }: typeof form.values) => signInByCode(halfway.challenge, code.trim()),
    onSuccess: onDone,
    onError: (error) => {
      landErrors(form, error);
      onError(error);
    },
  });
  const byPasskey = useMutation({ mutationFn: () => signInByPasskey(halfway.challenge), onSuccess: onDone, onError });
  const problem = [byCode.error, byPasskey.error].find((error) => error && !isTurnedAway(error) && !form.errors.code);
  return (
    <form noValidate onSubmit={form.onSubmit((values) => byCode.mutate(values))}>
      <Stack>
        <Text>{t('second.lead')}</Text>
        {problem && (
          <Alert role="alert" color="red" variant="outline">
            {sentenceOf(problem)}
          </Alert>
        )}
        <TextInput
          label={t('second.code')}
          description={t('second.code_help')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          maxLength={40}
          {...form.getInputProps('code')}
        />
        <Button type="submit" loading={byCode.isPending}>
          {t('sign_in')}
        </Button>
        {halfway.methods.includes('passkey') && canUsePasskeys() && (
          <Button
            variant="default"
            leftSection={<IconFingerprint size={16} aria-hidden />}
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate()}
          >
            {t('passkey.use')}
          </Button>
        )}
        <Button variant="subtle" onClick={onBack}>
          {t('second.back')}
        </Button>
      </Stack>
    </form>
  );
}
