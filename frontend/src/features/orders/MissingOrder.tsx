import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/shared/ui/links';
import { EmptyState } from '@/shared/ui/states';

/** There is no such order, or it is somebody else's. */
export function MissingOrder() {
  const { t } = useTranslation('orders');
  return (
    <EmptyState isPage title={t('missing')} action={<ButtonLink to="/orders">{t('missing_to')}</ButtonLink>}>
      {t('common:error.not_found')}
    </EmptyState>
  );
}
