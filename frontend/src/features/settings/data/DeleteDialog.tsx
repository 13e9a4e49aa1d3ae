import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/shared/api/problem';
import { useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { askDeletion, deletionQuery } from './api';

/** The last question: who really means it types their address. */
export function DeleteDialog({ proof, onClose }: { proof: string; onClose: () => void }) {
  const { t } = useTranslation('data');
  const { user, signOut } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const email = user?.email ?? '';
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (typed) => (typed.trim().toLowerCase() === email ? null : t('delete.not_yours')) },
  });
  const ask = useMutation({
    mutationFn: async () => {
      const { due_at } = await askDeletion(proof);
      await signOut();
      return due_at;
    },
    onSuccess: (until) => void navigate({ to: '/leaving', search: { until } }),
    onError: (error) => {
      const isBlocked = error instanceof ApiError && error.code === 'deletion_blocked';
      if (isBlocked) void queries.invalidateQueries({ queryKey: deletionQuery.queryKey });
    },
  });
  return (
    <Dialog onClose={onClose} title={t('delete.sure')}>
      <form noValidate onSubmit={form.onSubmit(() => ask.mutate())}>
        <Stack>
          <Text>{t('delete.what_happens')}</Text>
          {ask.error && (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(ask.error)}
            </Alert>
          )}
          <TextInput
            label={t('delete.type_email', { email })}
            type="email"
            autoComplete="off"
            spellCheck={false}
            required
            data-autofocus
            {...form.getInputProps('email')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={ask.isPending}>
              {t('delete.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
