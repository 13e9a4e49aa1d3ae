import { useTranslation } from 'react-i18next';
import { ApiError } from '@/shared/api/problem';
import { ButtonLink } from '@/shared/ui/links';
import { EmptyState } from '@/shared/ui/states';

export const isMissing = (error: unknown) => error instanceof ApiError && error.status === 404;

/** There is no such order, or it is somebody else's. */
export function MissingOrder() {
  const { t } = useTranslation('orders');
  return (
    <EmptyState isPage title={t('missing')} action={<ButtonLink to="/orders">{t('missing_to')}</ButtonLink>}>
      {t('common:error.not_found')}
    </EmptyState>
  );
}
