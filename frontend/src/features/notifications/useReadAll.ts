import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toastError, toastUndo } from '@/shared/ui/toast';
import { markAllRead } from './api';

/** Marks everything as read, and offers to take it back. */
export function useReadAll(): () => void {
  const { t } = useTranslation('notifications');
  const queries = useQueryClient();
  return () =>
    void markAllRead(queries)
      .then((undo) => undo && toastUndo(t('all_read'), () => undo().catch(toastError), 'read-all'))
      .catch(toastError);
}
