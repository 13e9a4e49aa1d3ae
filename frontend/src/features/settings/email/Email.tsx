import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meConfirmEmailCreate } from '@/shared/api/gen/sdk.gen';
import { meQuery, type Person } from '@/shared/auth/session';
import { onDemand } from '@/shared/ui/onDemand';
import { toast, toastError } from '@/shared/ui/toast';
import { newEmail } from './api';

const EmailDialog = onDemand(() => import('./EmailDialog').then((file) => file.EmailDialog));

/** The address that signs in and gets our mails, and the one that is to take its place. */
export function Email({ user }: { user: Person }) {
  const { t } = useTranslation('settings');
  const [isOpen, setOpen] = useState(false);
  return (
    <Card component="section" aria-label={t('email.title')}>
      <Stack maw={560}>
        <Title order={2} size="h4">
          {t('email.title')}
        </Title>
        <Group justify="space-between" gap="xs">
          <Text style={{ overflowWrap: 'anywhere' }}>{user.email}</Text>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('email.change')}
          </Button>
        </Group>
        {user.pending_email ? <Pending current={user.email} email={user.pending_email} /> : !user.email_confirmed_at && <Unconfirmed />}
      </Stack>
      {isOpen && <EmailDialog onClose={() => setOpen(false)} />}
    </Card>
  );
}

function Pending({ current, email }: { current: string; email: string }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const onError = (error: unknown) => {
    toastError(error, 'settings');
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const again = useMutation({ mutationFn: newEmail.again, onSuccess: () => toast(t('email.sent', { email }), 'settings'), onError });
  const callOff = useMutation({
    mutationFn: newEmail.callOff,
    onSuccess: () => {
      queries.setQueryData(meQuery.queryKey, (before) => before && { ...before, pending_email: null });
      toast(t('email.called_off'), 'settings');
    },
    onError,
  });
  return (
    <Alert role="note" variant="outline" icon={<IconMail aria-hidden />} title={t('email.pending', { email })}>
      <Stack gap="xs" align="flex-start" maw={640}>
        <Text style={{ overflowWrap: 'anywhere' }}>{t('email.pending_why', { current })}</Text>
        <Group gap="xs">
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {t('email.again')}
          </Button>
          <Button variant="subtle" loading={callOff.isPending} onClick={() => callOff.mutate()}>
            {t('email.call_off')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function Unconfirmed() {
  const { t } = useTranslation('settings');
  const send = useMutation({
    mutationFn: () => meConfirmEmailCreate(),
    onSuccess: () => toast(t('profile.sent'), 'settings'),
    onError: (error) => toastError(error, 'settings'),
  });
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {t('profile.unconfirmed')}
      </Text>
      <Button size="compact-sm" variant="subtle" loading={send.isPending} onClick={() => send.mutate()}>
        {t('profile.send_again')}
      </Button>
    </Group>
  );
}
