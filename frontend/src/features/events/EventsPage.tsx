import { Button, Center, Group, SegmentedControl, Skeleton, Tabs } from '@mantine/core';
import { IconCalendarMonth, IconCalendarShare, IconList, IconMap2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { useOffer } from '@/shared/commands/registry';
import { useWaiting } from '@/shared/ui/later';
import { ButtonLink } from '@/shared/ui/links';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { type AnyEventCard, eventsQuery, nearbyQuery } from './api';
import { EventCalendar } from './EventCalendar';
import { EventMap } from './EventMap';
import { EventTile } from './EventRow';
import classes from './Events.module.css';
import { Near } from './Near';
import { type EventsSearch, SCOPES, spotOf, VIEWS } from './search';

const FeedDialog = onDemand(() => import('./FeedDialog').then((file) => file.FeedDialog));
const ICONS = { list: IconList, calendar: IconCalendarMonth, map: IconMap2 };

/** What takes place: as a list, on a calendar, on a map. */
export function EventsPage({ search }: { search: EventsSearch }) {
  const { t } = useTranslation('events');
  const { isSignedIn } = useSession();
  const navigate = useNavigate();
  const [isFeedOpen, setFeedOpen] = useState(false);
  const { view = 'list', scope = 'all' } = search;
  const update = (changes: EventsSearch) =>
    void navigate({ to: '/events', search: { ...search, ...changes }, replace: true, resetScroll: false } as never);
  useOffer([
    isSignedIn && { id: 'new-event', label: t('new'), run: () => navigate({ to: '/events/new' }) },
    isSignedIn && { id: 'calendar-feed', label: t('feed.open'), run: () => setFeedOpen(true) },
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        action={
          isSignedIn && (
            <>
              <Button variant="default" leftSection={<IconCalendarShare size={16} aria-hidden />} onClick={() => setFeedOpen(true)}>
                {t('feed.open')}
              </Button>
              <ButtonLink to="/events/new">{t('new')}</ButtonLink>
            </>
          )
        }
      />
      <Tabs value={view} onChange={(next) => update({ view: VIEWS.find((one) => one === next) })} keepMounted={false}>
        <Tabs.List mb="md">
          {VIEWS.map((one) => {
            const Icon = ICONS[one];
            return (
              <Tabs.Tab key={one} value={one} leftSection={<Icon size={16} aria-hidden />}>
                {t(`view.${one}`)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        <Group mb="md" gap="xs">
          {isSignedIn && (
            <SegmentedControl
              aria-label={t('scope.label')}
              value={scope}
              data={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
              onChange={(next) => update({ scope: SCOPES.find((one) => one === next), event: undefined })}
            />
          )}
          {view !== 'calendar' && (
            <>
              <SearchField label={t('search')} value={search.search} onSearch={(text) => update({ search: text, event: undefined })} />
              <Near search={search} onChange={update} />
            </>
          )}
        </Group>
        <Tabs.Panel value="list">
          <Listed search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="calendar">
          <EventCalendar search={search} onDay={(day) => update({ day })} />
        </Tabs.Panel>
        <Tabs.Panel value="map">
          <Listed search={search} onChoose={(event) => update({ event })} />
        </Tabs.Panel>
      </Tabs>
      {isFeedOpen && <FeedDialog onClose={() => setFeedOpen(false)} />}
    </>
  );
}

/** The events that the filters leave; with `onChoose` on a map. */
function Listed({ search, onChoose }: { search: EventsSearch; onChoose?: (id: string) => void }) {
  const { t } = useTranslation('events');
  const { isSignedIn } = useSession();
  const navigate = useNavigate();
  const gone = useWaiting();
  const spot = spotOf(search);
  const all = useInfiniteQuery({ ...eventsQuery(search), enabled: !spot });
  const near = useQuery(nearbyQuery(search));
  const rows: AnyEventCard[] | undefined = spot ? near.data : all.data?.pages.flatMap(({ results }) => results);
  const isFiltered = Boolean(search.search || spot || (search.scope && search.scope !== 'mine'));
  const clear = () => void navigate({ to: '/events', search: search.view ? { view: search.view } : {} } as never);
  const scope = search.scope === 'mine' ? 'mine' : 'all';
  return (
    <>
      <QueryView
        query={{ ...(spot ? near : all), data: rows?.filter(({ id }) => !gone.has(id)) }}
        skeleton={<Tiles />}
        isEmpty={(events) => events.length === 0}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={
          <EmptyState title={t(`empty.${scope}`)} action={isSignedIn && <ButtonLink to="/events/new">{t('new')}</ButtonLink>}>
            {t(`empty.${scope}_why`)}
          </EmptyState>
        }
      >
        {(events) =>
          onChoose ? (
            <EventMap events={events} chosen={search.event} onChoose={onChoose} here={spot} />
          ) : (
            <ul className={classes.cards}>
              {events.map((event) => (
                <li key={event.id}>
                  <EventTile event={event} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {!spot && all.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={all.isFetchingNextPage} onClick={() => void all.fetchNextPage()}>
            {t('more')}
          </Button>
        </Center>
      )}
    </>
  );
}

const Tiles = () => (
  <div className={classes.cards}>
    {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
      <Skeleton key={key} height={264} radius="lg" />
    ))}
  </div>
);
