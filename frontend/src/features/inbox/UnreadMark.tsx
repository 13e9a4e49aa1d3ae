import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOffer } from '@/shared/commands/registry';
import { summaryQuery } from './api';
import { Courier } from './Courier';

/** How much is unread, beside the inbox in the navigation; and the courier, who works wherever one is. */
export function UnreadMark() {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  useOffer([{ id: 'new-message', label: t('new.open'), run: () => void navigate({ to: '/inbox', search: { new: true } } as never) }]);
  const { data } = useQuery(summaryQuery);
  const unread = data?.unread ?? 0;
  return (
    <>
      <Courier />
      {unread > 0 && (
        <Badge size="sm" aria-label={t('unread', { count: unread })}>
          {unread > 99 ? '99+' : unread}
        </Badge>
      )}
    </>
  );
}
