import { Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleEnum, User } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatMoment } from '@/shared/lib/format';
import { nameOf } from '@/shared/lib/people';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { changeUser, ROLES, type UserAct } from './UsersApi';

/** Asks for the reason, which the person's history keeps, then does it. Trying mail again needs none. */
export function UserDialog({ user, act, onClose }: { user: User; act: UserAct; onClose: () => void }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [role, setRole] = useState<RoleEnum>(user.role === 'admin' ? 'user' : 'admin');
  const [reason, setReason] = useState('');
  const name = nameOf(user.display_name);
  const change = useMutation({
    mutationFn: () => changeUser({ act, id: user.id, role, reason }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      toast(t(`done.${act}`, { name, role: t(`role_name.${role}`) }), `user-${user.id}`);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t(`ask.${act}`, { name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{t(`explain.${act}`, { name })}</Text>
          {act === 'role' && (
            <Select
              label={t('role')}
              description={t(`role_means.${role}`)}
              data={ROLES.map((one) => ({ value: one, label: t(`role_name.${one}`) }))}
              value={role}
              onChange={(value) => setRole(value as RoleEnum)}
              allowDeselect={false}
              data-autofocus
            />
          )}
          {act === 'mail_again' && user.email_refused_at ? (
            <Text style={{ overflowWrap: 'anywhere' }}>
              {t('mail_refused_since', { day: formatMoment(user.email_refused_at), words: user.email_refusal })}
            </Text>
          ) : (
            <Textarea
              label={t('reason')}
              description={t('reason_help')}
              autosize
              minRows={2}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus={act !== 'role' || undefined}
            />
          )}
          {change.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(change.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button
              type="submit"
              color={act === 'deactivate' ? 'red.8' : undefined}
              loading={change.isPending}
              disabled={act === 'role' && role === user.role}
            >
              {t(`verb.${act}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
