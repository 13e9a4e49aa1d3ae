import { Badge, Button, Card, Center, Group, Stack, Tabs, Text } from '@mantine/core';
import { type UseInfiniteQueryResult, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, PersonCard } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PersonLine } from '@/shared/ui/PersonLine';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError, toastUndo } from '@/shared/ui/toast';
import { useTabInView } from '@/shared/ui/useTabInView';
import { acts, blocksQuery, foundQuery, friendsQuery, requestsQuery, SHORTEST_SEARCH } from './api';
import { FriendButton } from './FriendButtons';
import classes from './People.module.css';
import { Requests } from './Requests';
import { type PeopleSearch, TABS } from './tabs';

/** Friends, those who ask or were asked, everybody else by name, and whom one does not want to see. */
export function PeoplePage({ search }: { search: PeopleSearch }) {
  const { t, i18n } = useTranslation('community');
  const navigate = useNavigate();
  const { tab = 'friends' } = search;
  const update = (changes: PeopleSearch) =>
    void navigate({ to: '/people', search: { ...search, ...changes }, replace: true, resetScroll: false } as never);
  const list = useTabInView(tab);
  const asking = useQuery(requestsQuery('in')).data?.length ?? 0;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Tabs
        value={tab}
        onChange={(next) => update({ tab: TABS.find((one) => one === next && one !== 'friends'), search: undefined })}
        keepMounted={false}
      >
        <Tabs.List mb="md" ref={list}>
          {TABS.map((one) => (
            <Tabs.Tab
              key={one}
              value={one}
              rightSection={
                one === 'requests' &&
                asking > 0 && (
                  <Badge size="sm" circle color="clay" aria-label={t('requests.waiting', { count: asking })}>
                    {formatNumber(asking, 0, i18n.language)}
                  </Badge>
                )
              }
            >
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="friends">
          <Friends search={search.search} onSearch={(text) => update({ search: text })} onFind={() => update({ tab: 'find' })} />
        </Tabs.Panel>
        <Tabs.Panel value="requests">
          <Requests />
        </Tabs.Panel>
        <Tabs.Panel value="find">
          <Find search={search.search} onSearch={(text) => update({ search: text })} />
        </Tabs.Panel>
        <Tabs.Panel value="blocked">
          <Blocked />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

type Searching = { search: string | undefined; onSearch: (text: string | undefined) => void };

function Friends({ search, onSearch, onFind }: Searching & { onFind: () => void }) {
  const { t } = useTranslation('community');
  return (
    <>
      <Group mb="md">
        <SearchField label={t('friends.search')} value={search} onSearch={onSearch} />
      </Group>
      <Listed
        query={useInfiniteQuery(friendsQuery(search))}
        search={search}
        onClear={() => onSearch(undefined)}
        empty={
          <EmptyState title={t('friends.empty')} action={<Button onClick={onFind}>{t('tab.find')}</Button>}>
            {t('friends.empty_why')}
          </EmptyState>
        }
        shown={(people) => <Cards people={people} />}
      />
    </>
  );
}

function Find({ search, onSearch }: Searching) {
  const { t } = useTranslation('community');
  const query = useInfiniteQuery(foundQuery(search));
  const isAsked = (search?.length ?? 0) >= SHORTEST_SEARCH;
  return (
    <>
      <Group mb="md">
        <SearchField label={t('find.search')} value={search} onSearch={onSearch} />
      </Group>
      {isAsked ? (
        <Listed
          query={query}
          search={search}
          onClear={() => onSearch(undefined)}
          empty={null}
          shown={(people) => <Cards people={people} />}
        />
      ) : (
        <EmptyState title={t('find.start')}>{t('find.start_why')}</EmptyState>
      )}
    </>
  );
}

function Cards({ people }: { people: PersonCard[] }) {
  return (
    <ul className={classes.cards}>
      {people.map((person) => (
        <li key={person.id}>
          <Card padding="sm">
            <Group justify="space-between" wrap="nowrap">
              <PersonLine person={person} below={person.username && `@${person.username}`} />
              <FriendButton person={person} />
            </Group>
          </Card>
        </li>
      ))}
    </ul>
  );
}

function Blocked() {
  const { t } = useTranslation('community');
  return (
    <Stack>
      <Text c="dimmed">{t('blocked.lead')}</Text>
      <Listed
        query={useInfiniteQuery(blocksQuery)}
        empty={<EmptyState title={t('blocked.empty')}>{t('blocked.empty_why')}</EmptyState>}
        shown={(blocks) => (
          <ul className={classes.cards}>
            {blocks.map((block) => (
              <li key={block.id}>
                <BlockCard block={block} />
              </li>
            ))}
          </ul>
        )}
      />
    </Stack>
  );
}

function BlockCard({ block }: { block: Block }) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const { id, display_name: name } = block.person;
  const settled = () => queries.invalidateQueries({ queryKey: ['people'] });
  const unblock = useMutation({
    mutationFn: () => acts.unblock(block.id),
    onSuccess: () => toastUndo(t('done.unblocked', { name }), () => acts.block(id).catch(toastError).then(settled), `block-${id}`),
    onError: (error) => toastError(error, `block-${id}`),
    onSettled: settled,
  });
  return (
    <Card padding="sm">
      <Group justify="space-between" wrap="nowrap">
        <PersonLine person={block.person} isPlain />
        <Button
          variant="default"
          size="compact-md"
          loading={unblock.isPending}
          onClick={() => unblock.mutate()}
          aria-label={t('act.unblock_of', { name })}
        >
          {t('act.unblock')}
        </Button>
      </Group>
    </Card>
  );
}

type ListedProps<Row> = {
  query: UseInfiniteQueryResult<{ pages: { results: Row[] }[] }>;
  search?: string;
  onClear?: () => void;
  empty: ReactNode;
  shown: (rows: Row[]) => ReactNode;
};

function Listed<Row>({ query, search, onClear, empty, shown }: ListedProps<Row>) {
  const { t } = useTranslation('community');
  return (
    <>
      <QueryView
        query={{ ...query, data: query.data?.pages.flatMap(({ results }) => results) }}
        skeleton={<SkeletonRows rows={4} height={64} />}
        isEmpty={(rows) => rows.length === 0}
        isFiltered={Boolean(search)}
        onClearFilters={onClear}
        empty={empty}
      >
        {shown}
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
