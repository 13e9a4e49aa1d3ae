import { Alert, Button, Center, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { sentenceOf } from '../lib/errors';
import { LayersArt } from './LayersArt';

const APPEAR_MS = 200;
const STAY_MS = 300;

/** True from 200 ms after loading began until at least 300 ms later: no flash of a skeleton. */
export function useCalmLoading(isLoading: boolean): boolean {
  const [isShown, setShown] = useState(false);
  const since = useRef(0);
  useEffect(() => {
    if (isLoading === isShown) return;
    const wait = isLoading ? APPEAR_MS : Math.max(0, STAY_MS - (Date.now() - since.current));
    const timer = setTimeout(() => {
      since.current = Date.now();
      setShown(isLoading);
    }, wait);
    return () => clearTimeout(timer);
  }, [isLoading, isShown]);
  return isShown;
}

type EmptyProps = {
  title: string;
  children?: ReactNode;
  action?: ReactNode /** It is all there is: its title is the page's h1. */;
  isPage?: boolean;
};

/** What this place is for, and the one thing to do. */
export function EmptyState({ title, children, action, isPage }: EmptyProps) {
  return (
    <Center py={48}>
      <Stack align="center" gap="sm" maw={420} ta="center">
        <LayersArt />
        {isPage ? (
          <Title order={1} id="page-title" tabIndex={-1}>
            {title}
          </Title>
        ) : (
          <Title order={2}>{title}</Title>
        )}
        {children && <Text c="dimmed">{children}</Text>}
        {action}
      </Stack>
    </Center>
  );
}

/** Filters left nothing: say so and offer the way back. */
export function NothingFound({ filter, onClear }: { filter?: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={filter ? t('state.nothing_for', { filter }) : t('state.nothing_found')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('action.clear_filters')}
        </Button>
      }
    />
  );
}

type ErrorProps = { error: unknown; onRetry?: () => void; title?: string };

/** What failed and what to do; the request's id, small, for the server's own faults. */
export function ErrorState({ error, onRetry, title }: ErrorProps) {
  const { t } = useTranslation();
  const requestId = error instanceof ApiError && error.status >= 500 ? error.requestId : undefined;
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} title={title ?? t('state.failed')} my="md">
      <Stack align="flex-start" gap="xs">
        <Text>{sentenceOf(error, t)}</Text>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('action.try_again')}
          </Button>
        )}
        {requestId && (
          <Text size="xs" c="dimmed">
            {t('state.request_id', { id: requestId })}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}

type QueryLike<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };

type QueryViewProps<T> = {
  query: QueryLike<T>;
  /** Of the shape of what comes. */
  skeleton?: ReactNode;
  isEmpty?: (data: T) => boolean;
  /** Filters are on: `empty` would be a lie. */
  isFiltered?: boolean;
  onClearFilters?: () => void;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
};

/** The five states of data: loading, empty, filtered to nothing, failed (old data stays), full. */
export function QueryView<T>({ query, skeleton, isEmpty, isFiltered, onClearFilters, empty, children }: QueryViewProps<T>) {
  const { data, error, refetch } = query;
  const showsSkeleton = useCalmLoading(query.isPending && data === undefined);
  if (showsSkeleton) return <div aria-busy="true">{skeleton ?? <SkeletonRows />}</div>;
  if (data === undefined) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <div aria-busy="true" />;
  return (
    <>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isEmpty?.(data) ? isFiltered && onClearFilters ? <NothingFound onClear={onClearFilters} /> : empty : children(data)}
    </>
  );
}

export function SkeletonRows({ rows = 6, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
