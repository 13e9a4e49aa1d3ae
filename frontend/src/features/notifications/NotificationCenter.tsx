import { Alert, Button, Card, Center, Group, NativeSelect, Stack, Switch, Title } from '@mantine/core';
import { IconCloudOff, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOffer } from '@/shared/commands/registry';
import { formatDay } from '@/shared/lib/format';
import { useOnline } from '@/shared/lib/useOnline';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { allQuery, bellQuery, type Narrowing } from './api';
import { ClusterOf } from './ClusterOf';
import { CATEGORIES } from './categories';
import { byDay } from './grouping';
import { useReadAll } from './useReadAll';

/** Everything this person was told, by day and by what it is about. */
export function NotificationCenter({ unread, category }: Narrowing) {
  const { t, i18n } = useTranslation(['notifications', 'jobs']);
  const navigate = useNavigate();
  const isOnline = useOnline();
  const query = useInfiniteQuery(allQuery({ unread, category }));
  const { data: bell } = useQuery(bellQuery);
  const readAll = useReadAll();
  useOffer([{ id: 'read-all', label: t('read_all'), run: readAll }]);
  const narrow = (search: Narrowing) => void navigate({ to: '/notifications', search, replace: true });
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <Group gap="xs">
            <ButtonLink
              to="/settings/$tab"
              params={{ tab: 'notifications' }}
              variant="subtle"
              leftSection={<IconSettings size={16} aria-hidden />}
            >
              {t('settings')}
            </ButtonLink>
            <Button variant="default" onClick={readAll} disabled={!bell?.unread}>
              {t('read_all')}
            </Button>
          </Group>
        }
      />
      <Group mb="md" align="center" gap="md">
        <NativeSelect
          aria-label={t('about')}
          value={category ?? ''}
          onChange={({ currentTarget }) =>
            narrow({ ...(unread && { unread }), ...(currentTarget.value && { category: currentTarget.value }) })
          }
          data={[{ value: '', label: t('about_all') }, ...CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))]}
        />
        <Switch
          label={t('only_unread')}
          checked={unread ?? false}
          onChange={({ currentTarget }) => narrow({ ...(currentTarget.checked && { unread: true }), ...(category && { category }) })}
        />
      </Group>
      {!isOnline && (
        <Alert color="yellow" variant="outline" mb="md" icon={<IconCloudOff aria-hidden />} role="status">
          {t('offline')}
        </Alert>
      )}
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={8} height={56} />}
        isEmpty={({ pages }) => pages.every(({ results }) => results.length === 0)}
        isFiltered={Boolean(unread || category)}
        onClearFilters={() => narrow({})}
        empty={<EmptyState title={t('empty')}>{t('empty_why')}</EmptyState>}
      >
        {({ pages }) => (
          <Stack>
            {byDay(pages.flatMap(({ results }) => results)).map(([day, clusters]) => (
              <section key={day} aria-labelledby={`day-${day}`}>
                <Title order={2} fz="sm" lh="20px" c="dimmed" mb={4} id={`day-${day}`}>
                  {formatDay(`${day}T12:00`, i18n.language)}
                </Title>
                <Card p={4}>
                  {clusters.map((cluster) => (
                    <ClusterOf key={cluster[0].id} cluster={cluster} />
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
