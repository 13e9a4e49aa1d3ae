import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Proof } from '@/shared/api/gen/types.gen';
import { canUsePasskeys, isTurnedAway } from '@/shared/auth/passkeys';
import { landErrors, sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { passkeysQuery, proofs } from './api';

/** It is still you: by the password, or by a passkey where there is one. */
export function ProofDialog({ onClose }: { onClose: (proof?: Proof) => void }) {
  const { t } = useTranslation(['security', 'auth']);
  const hasPasskey = (useQuery(passkeysQuery).data ?? []).length > 0 && canUsePasskeys();
  const form = useForm({ initialValues: { password: '' }, validate: { password: (text) => (text ? null : t('auth:password_missing')) } });
  const byPassword = useMutation({
    mutationFn: ({ password }: typeof form.values) => proofs.byPassword(password),
    onSuccess: onClose,
    onError: (error) => landErrors(form, error),
  });
  const byPasskey = useMutation({ mutationFn: proofs.byPasskey, onSuccess: onClose });
  const problem = [byPassword.error, byPasskey.error].find((error) => error && !isTurnedAway(error) && !isOnField(error));
  return (
    <Dialog onClose={() => onClose()} title={t('proof.title')}>
      <form noValidate onSubmit={form.onSubmit((values) => byPassword.mutate(values))}>
        <Stack>
          <Text>{t('proof.why')}</Text>
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(problem)}
            </Alert>
          )}
          <PasswordInput
            label={t('auth:password')}
            autoComplete="current-password"
            required
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('auth:show_password') }}
            {...form.getInputProps('password')}
          />
          <Group justify="flex-end">
            {hasPasskey && (
              <Button
                variant="default"
                leftSection={<IconFingerprint size={16} aria-hidden />}
                loading={byPasskey.isPending}
                onClick={() => byPasskey.mutate()}
              >
                {t('auth:passkey.use')}
              </Button>
            )}
            <Button type="submit" loading={byPassword.isPending}>
              {t('proof.go_on')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

const isOnField = (error: unknown) => Boolean((error as { fields?: { password?: unknown } }).fields?.password);
