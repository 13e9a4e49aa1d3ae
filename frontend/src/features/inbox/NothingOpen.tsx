import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/shared/ui/states';
import classes from './Inbox.module.css';

/** Beside the list, before a conversation is chosen. */
export function NothingOpen() {
  const { t } = useTranslation('inbox');
  useEffect(() => {
    document.title = `${t('title')} · Strato`;
  }, [t]);
  return (
    <div className={classes.nothing}>
      <EmptyState title={t('choose')}>{t('choose_why')}</EmptyState>
    </div>
  );
}
