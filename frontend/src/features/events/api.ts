import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  calendarFeedRenew,
  calendarFeedRetrieve,
  eventsAnswerCreate,
  eventsAttendeesDestroy,
  eventsAttendeesList,
  eventsCalendarList,
  eventsCancelCreate,
  eventsCoverDestroy,
  eventsCreate,
  eventsDestroy,
  eventsIcs,
  eventsInviteCreate,
  eventsList,
  eventsNearbyList,
  eventsPartialUpdate,
  eventsPublishCreate,
  eventsRetrieve,
  friendsList,
  labsList,
  peopleList,
  petsList,
} from '@/shared/api/gen/sdk.gen';
import type {
  Attendance,
  Event,
  EventAnswerEnum,
  EventCard,
  EventFactsRequest,
  EventNearby,
  PatchedEventFactsRequest,
  PersonCard,
} from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';
import { nextCursor } from '@/shared/lib/cursor';
import { onFrame } from '@/shared/realtime';
import { postForm } from '@/shared/upload/sendFile';
import { type EventsSearch, RADIUS, spotOf } from './search';

export type AnyEventCard = EventCard | EventNearby;
type Page<Row> = { next?: string | null; results: Row[] };

export const eventsQuery = ({ scope, search }: EventsSearch) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', scope, search],
    queryFn: async ({ pageParam, signal }) =>
      (await eventsList({ query: { scope, search, cursor: pageParam, page_size: 24 }, signal })).data as Page<EventCard>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const nearbyQuery = (asked: EventsSearch) => {
  const { scope, search, km = RADIUS } = asked;
  const spot = spotOf(asked);
  return queryOptions({
    queryKey: ['events', 'nearby', scope, search, spot, km],
    queryFn: async ({ signal }) =>
      (await eventsNearbyList({ query: { lat: spot?.latitude ?? 0, lng: spot?.longitude ?? 0, radius_km: km, scope, search }, signal }))
        .data ?? [],
    enabled: Boolean(spot),
    placeholderData: keepPreviousData,
  });
};

export const calendarQuery = (start: string, end: string, scope: EventsSearch['scope']) =>
  queryOptions({
    queryKey: ['events', 'calendar', scope, start, end],
    queryFn: async ({ signal }) => (await eventsCalendarList({ query: { start, end, scope }, signal })).data ?? [],
    placeholderData: keepPreviousData,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: async ({ signal }) => (await eventsRetrieve({ path: { id }, signal })).data as Event,
  });

export const eventsOfQuery = (organizer: string) =>
  queryOptions({
    queryKey: ['events', 'of', organizer],
    queryFn: async ({ signal }) => (await eventsList({ query: { organizer, page_size: 6 }, signal })).data?.results ?? [],
  });

export const attendeesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['events', 'one', id, 'attendees'],
    queryFn: async ({ pageParam, signal }) =>
      (await eventsAttendeesList({ path: { event_id: id }, query: { cursor: pageParam, page_size: 100 }, signal }))
        .data as Page<Attendance>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
  });

export const feedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: async ({ signal }) => (await calendarFeedRetrieve({ signal })).data?.url ?? '',
});

/** In whose name one may give an event, beside one's own. */
export const ownPetsQuery = queryOptions({
  queryKey: ['pets', 'mine', 'hosts'],
  queryFn: async ({ signal }) => (await petsList({ query: { mine: true, page_size: 100 }, signal })).data?.results ?? [],
});

/** Whom one may ask along: friends first; others only when they are looked for. */
export const guestsQuery = (search: string | undefined) =>
  queryOptions({
    queryKey: ['people', 'to-invite', search],
    queryFn: async ({ signal }) => {
      const found = search
        ? await peopleList({ query: { search, page_size: 30 }, signal })
        : await friendsList({ query: { page_size: 100 }, signal });
      return (found.data?.results ?? []) as PersonCard[];
    },
    placeholderData: keepPreviousData,
  });

/** Places that the platform knows by name: where labs are and where events are given. */
export const placesQuery = (name: string) =>
  queryOptions({
    queryKey: ['events', 'places', name],
    queryFn: async ({ signal }) => {
      const [labs, events] = await Promise.all([
        labsList({ query: { search: name, page_size: 20 }, signal }),
        eventsList({ query: { search: name, page_size: 20 }, signal }),
      ]);
      const known = new Map<string, { name: string; latitude: number; longitude: number }>();
      const add = (label: string | undefined, lat?: number | null, lng?: number | null) => {
        const fits = label?.toLowerCase().includes(name.toLowerCase());
        if (label && fits && typeof lat === 'number' && typeof lng === 'number' && !known.has(label))
          known.set(label, { name: label, latitude: lat, longitude: lng });
      };
      for (const { city, lat, lng } of labs.data?.results ?? []) add(city, lat, lng);
      for (const { area, lat, lng } of events.data?.results ?? []) add(area, lat, lng);
      return [...known.values()];
    },
    enabled: name.length >= 2,
    placeholderData: keepPreviousData,
  });

export const acts = {
  draft: async (facts: EventFactsRequest) => (await eventsCreate({ body: facts })).data as Event,
  edit: async (id: string, changes: PatchedEventFactsRequest, headers: IfMatch) =>
    (await eventsPartialUpdate({ path: { id }, body: changes, headers })).data as Event,
  publish: async (id: string) => (await eventsPublishCreate({ path: { id } })).data as Event,
  cancel: async (id: string, reason: string) => (await eventsCancelCreate({ path: { id }, body: { reason } })).data as Event,
  remove: (id: string, init: { keepalive: true }) => eventsDestroy({ path: { id }, ...init }),
  setCover: (id: string, image: File) => postForm<Event>(`/api/events/${id}/cover/`, { image }),
  removeCover: async (id: string) => (await eventsCoverDestroy({ path: { id } })).data as Event,
  answer: async (id: string, answer: EventAnswerEnum, guests: number) =>
    (await eventsAnswerCreate({ path: { id }, body: { answer, guests } })).data as Event,
  invite: async (id: string, people: string[]) => (await eventsInviteCreate({ path: { id }, body: { people } })).data as Event,
  removeAttendee: (id: string, attendance: string) => eventsAttendeesDestroy({ path: { event_id: id, id: attendance } }),
  file: async (id: string) => (await eventsIcs({ path: { event_id: id }, parseAs: 'blob' })).data as unknown as Blob,
  renewFeed: async () => (await calendarFeedRenew()).data?.url ?? '',
};

onFrame('status.changed', ({ kind }) => (kind === 'event' || kind === 'attendance' || kind === 'friendship' ? [['events']] : []));
onFrame('notification.created', ({ notification }) =>
  String((notification as { kind: string }).kind).startsWith('event.') ? [['events']] : [],
);
