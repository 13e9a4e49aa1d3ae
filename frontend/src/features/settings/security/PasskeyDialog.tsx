import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Passkey } from '@/shared/api/gen/types.gen';
import { isKnownDevice, isTurnedAway } from '@/shared/auth/passkeys';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { passkeys, passkeysQuery } from './api';

type Props = { proof?: string; passkey?: Passkey; onClose: () => void };

/** A name for a passkey: for a new one, which the browser then makes, or another name for one that is there. */
export function PasskeyDialog({ proof = '', passkey, onClose }: Props) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { name: passkey?.name ?? t('passkeys.default_name') },
    validate: { name: (name) => (name.trim() ? null : t('common:field_error.required')) },
  });
  const save = useMutation({
    mutationFn: async ({ name }: typeof form.values) => {
      if (passkey) await passkeys.rename(passkey.id, name.trim());
      else await passkeys.add(name.trim(), proof);
    },
    onSuccess: async (_, { name }) => {
      await queries.invalidateQueries({ queryKey: passkeysQuery.queryKey });
      toast(t(passkey ? 'passkeys.renamed' : 'passkeys.added_toast', { name }), 'passkey');
      onClose();
    },
  });
  const problem = save.error && (isTurnedAway(save.error) ? t('passkeys.turned_away') : wordsOf(save.error));
  function wordsOf(error: unknown) {
    return isKnownDevice(error) ? t('passkeys.known') : error instanceof DOMException ? t('passkeys.failed') : sentenceOf(error);
  }
  return (
    <Dialog onClose={onClose} title={t(passkey ? 'passkeys.rename' : 'passkeys.add')}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          {!passkey && <Text>{t('passkeys.browser_asks')}</Text>}
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.name_help')}
            required
            maxLength={80}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(passkey ? 'common:action.save' : 'passkeys.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
