import { Button, Card, Center, Stack, Switch, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notification } from '@/shared/api/gen/types.gen';
import { useOffer } from '@/shared/commands/registry';
import { formatDay } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { allQuery, markAllRead } from './api';
import { NotificationItem } from './NotificationItem';

/** Everything this person was told, by day. */
export function NotificationCenter({ unread }: { unread: boolean }) {
  const { t, i18n } = useTranslation(['notifications', 'jobs']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const query = useInfiniteQuery(allQuery(unread));
  const readAll = () => void markAllRead(queries).catch(toastError);
  useOffer([{ id: 'read-all', label: t('read_all'), run: readAll }]);
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <Button variant="default" onClick={readAll}>
            {t('read_all')}
          </Button>
        }
      />
      <Switch
        mb="md"
        label={t('only_unread')}
        checked={unread}
        onChange={(event) =>
          void navigate({ to: '/notifications', search: event.currentTarget.checked ? { unread: true } : {}, replace: true })
        }
      />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={8} />}
        isEmpty={({ pages }) => pages[0].results.length === 0}
        isFiltered={unread}
        onClearFilters={() => void navigate({ to: '/notifications', search: {} })}
        empty={<EmptyState title={t('empty')}>{t('empty_why')}</EmptyState>}
      >
        {({ pages }) => (
          <Stack>
            {byDay(pages.flatMap(({ results }) => results)).map(([day, notifications]) => (
              <section key={day} aria-labelledby={`day-${day}`}>
                <Title order={2} fz="sm" lh="20px" c="dimmed" mb={4} id={`day-${day}`}>
                  {formatDay(day, i18n.language)}
                </Title>
                <Card p={4}>
                  {notifications.map((one) => (
                    <NotificationItem key={one.id} notification={one} />
                  ))}
                </Card>
              </section>
            ))}
          </Stack>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </Center>
      )}
    </>
  );
}

function byDay(notifications: Notification[]): [string, Notification[]][] {
  const days = new Map<string, Notification[]>();
  for (const one of notifications) {
    const day = one.created_at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
}
