import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meEmailConfirmCreate } from '@/shared/api/gen/sdk.gen';
import { meQuery } from '@/shared/auth/session';
import { hasSession } from '@/shared/auth/tokens';
import { TextLink } from '@/shared/ui/links';
import { ErrorState } from '@/shared/ui/states';
import { AuthCard } from './AuthCard';

/** Opened from the mail to a new address: puts it in force at once, whoever is signed in here. */
export function ConfirmNewEmail({ token }: { token: string }) {
  const { t } = useTranslation('auth');
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['confirm-new-email', token],
    queryFn: async () => {
      await meEmailConfirmCreate({ body: { token } });
      if (hasSession()) void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      return true;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <AuthCard title={t('confirm_new.title')} footer={<Next />}>
      {query.error ? (
        <ErrorState error={query.error} />
      ) : (
        <Text role="status">{t(query.isSuccess ? 'confirm_new.done' : 'confirm.busy')}</Text>
      )}
    </AuthCard>
  );
}

function Next() {
  const { t } = useTranslation('auth');
  if (!hasSession()) return <TextLink to="/sign-in">{t('sign_in')}</TextLink>;
  return (
    <TextLink to="/settings/$tab" params={{ tab: 'profile' }}>
      {t('confirm_new.settings')}
    </TextLink>
  );
}
