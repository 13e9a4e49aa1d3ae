import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meMailAgainCreate } from '@/shared/api/gen/sdk.gen';
import { meQuery, type Person } from '@/shared/auth/session';
import { formatMoment } from '@/shared/lib/format';
import { onDemand } from '@/shared/ui/onDemand';
import { toast, toastError } from '@/shared/ui/toast';

const EmailDialog = onDemand(() => import('./email/EmailDialog').then((file) => file.EmailDialog));

/** Says that no mail arrives and what the mail server answered: here, for a mail would not say it. */
export function RefusedMail({ user, since }: { user: Person; since: string }) {
  const { t } = useTranslation('settings');
  const [isChanging, setChanging] = useState(false);
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: async () => (await meMailAgainCreate()).data as Person,
    onSuccess: (person) => {
      queries.setQueryData(meQuery.queryKey, (before) => ({ ...before, ...person }));
      toast(t('refused.trying'), 'settings');
    },
    onError: (error) => {
      toastError(error, 'settings');
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return (
    <Alert role="note" color="yellow" variant="outline" mb="md" icon={<IconMailOff aria-hidden />} title={t('refused.title')}>
      <Stack gap="xs" align="flex-start" maw={640}>
        <Text>{t('refused.why', { email: user.email, day: formatMoment(since) })}</Text>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('refused.said', { words: user.email_refusal })}
        </Text>
        <Text>{t('refused.what_now')}</Text>
        <Group gap="xs">
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {t('refused.again')}
          </Button>
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('email.change')}
          </Button>
        </Group>
      </Stack>
      {isChanging && <EmailDialog onClose={() => setChanging(false)} />}
    </Alert>
  );
}
