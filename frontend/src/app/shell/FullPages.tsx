import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/shared/api/problem';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, ErrorState } from '@/shared/ui/states';

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

export function CrashPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  if (error instanceof ApiError && error.status === 404) return <MissingPage />;
  return (
    <>
      <PageHeader title={t('state.failed')} />
      <ErrorState error={error} onRetry={reset} />
    </>
  );
}
