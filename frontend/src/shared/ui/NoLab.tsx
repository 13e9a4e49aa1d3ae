import { useTranslation } from 'react-i18next';
import { useSession } from '../auth/session';
import { ButtonLink } from './links';
import { EmptyState } from './states';

/** A maker's page for somebody who is in no lab: what to do about it. */
export function NoLab({ isPage }: { isPage?: boolean }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const action = user?.is_admin ? (
    <ButtonLink to={'/platform/labs' as string}>{t('no_lab.to_labs')}</ButtonLink>
  ) : (
    <ButtonLink to={'/labs/apply' as string}>{t('no_lab.apply')}</ButtonLink>
  );
  return (
    <EmptyState isPage={isPage} title={t('no_lab.title')} action={action}>
      {t(user?.is_admin ? 'no_lab.why_admin' : 'no_lab.why')}
    </EmptyState>
  );
}
