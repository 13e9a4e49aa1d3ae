import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/shared/api/problem';
import { sentenceOf } from '@/shared/lib/errors';
import { useOnline } from '@/shared/lib/useOnline';
import { EmptyState } from '@/shared/ui/states';

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      isPage
      title={t('state.no_page')}
      action={
        <Button component={Link} to="/">
          {t('action.to_start')}
        </Button>
      }
    >
      {t('state.no_page_why')}
    </EmptyState>
  );
}

/** The page broke, or its code could not be fetched: then it comes by itself as soon as there is a network again. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const online = useOnline();
  const wasOffline = useRef(!online);
  useEffect(() => {
    if (online && wasOffline.current) location.reload();
    wasOffline.current = !online;
  }, [online]);
  if (error instanceof ApiError && error.status === 404) return <MissingPage />;
  return (
    <EmptyState isPage title={t('state.failed')} action={<Button onClick={() => location.reload()}>{t('action.try_again')}</Button>}>
      {sentenceOf(online ? error : new ApiError({}, 0), t)}
    </EmptyState>
  );
}
