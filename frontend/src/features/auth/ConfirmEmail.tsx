import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { confirmEmailCreate } from '@/shared/api/gen/sdk.gen';
import { TextLink } from '@/shared/ui/links';
import { ErrorState } from '@/shared/ui/states';
import { AuthCard } from './AuthCard';

/** Opened from the mail: confirms at once. */
export function ConfirmEmail({ uid, token }: { uid: string; token: string }) {
  const { t } = useTranslation('auth');
  const query = useQuery({
    queryKey: ['confirm-email', token],
    queryFn: async () => (await confirmEmailCreate({ body: { uid, token } as never })) && true,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <AuthCard title={t('confirm.title')} footer={<TextLink to="/">Strato</TextLink>}>
      {query.error ? <ErrorState error={query.error} /> : <Text role="status">{t(query.isSuccess ? 'confirm.done' : 'confirm.busy')}</Text>}
    </AuthCard>
  );
}
