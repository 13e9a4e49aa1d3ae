import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openCountQuery } from './api';

/** How many reports wait, beside their page in the admins' navigation. */
export function OpenReports() {
  const { t } = useTranslation('moderation');
  const { data: count = 0 } = useQuery(openCountQuery);
  if (count === 0) return null;
  return (
    <Badge size="sm" aria-label={t('count_open', { count })}>
      {count > 99 ? '99+' : count}
    </Badge>
  );
}
