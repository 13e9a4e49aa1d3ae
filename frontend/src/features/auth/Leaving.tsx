import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Person, useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { formatDay } from '@/shared/lib/format';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { AuthCard } from './AuthCard';

export type Departure = { due_at: string; challenge: string };

/** Signed in to an account that is to be deleted: keep it, or let it go. */
export function KeepAccount({ departure, onDone, onBack }: { departure: Departure; onDone: (person: Person) => void; onBack: () => void }) {
  const { t, i18n } = useTranslation('auth');
  const { keepAccount } = useSession();
  const keep = useMutation({ mutationFn: () => keepAccount(departure.challenge), onSuccess: onDone });
  return (
    <Stack>
      <Text>{t('leaving.choice', { date: formatDay(departure.due_at, i18n.language) })}</Text>
      {keep.error && (
        <Alert role="alert" color="red" variant="outline">
          {sentenceOf(keep.error)}
        </Alert>
      )}
      <Button loading={keep.isPending} onClick={() => keep.mutate()}>
        {t('leaving.keep')}
      </Button>
      <Button variant="default" onClick={onBack}>
        {t('leaving.let_go')}
      </Button>
    </Stack>
  );
}

/** What who just left sees: until when they can come back. */
export function Leaving({ until }: { until?: string }) {
  const { t, i18n } = useTranslation('auth');
  return (
    <AuthCard
      title={until ? t('leaving.title', { date: formatDay(until, i18n.language) }) : t('leaving.title_someday')}
      footer={<TextLink to="/">{t('leaving.home')}</TextLink>}
    >
      <Stack>
        <Text role="status">{t('leaving.lead')}</Text>
        <ButtonLink to="/sign-in" variant="default">
          {t('leaving.come_back')}
        </ButtonLink>
      </Stack>
    </AuthCard>
  );
}
