import type { Event, EventFactsRequest, VisibilityEnum } from '@/shared/api/gen/types.gen';
import { instantOf, ownZone, wallOf } from './zones';

/** An event as its form has it: times as a clock in its zone shows them, the host as "me", "lab:<id>" or "pet:<id>". */
export type Facts = {
  title: string;
  description: string;
  host: string;
  visibility: VisibilityEnum;
  starts_at: string;
  ends_at: string;
  timezone: string;
  area: string;
  place: string;
  is_place_private: boolean;
  lat: number | '';
  lng: number | '';
  capacity: number | '';
  most_guests: number | '';
};

const HOUR = 3_600_000;

/** A new event begins a week from now, in the evening, for two hours. */
export function factsOf(event?: Event, now = Date.now()): Facts {
  const zone = event?.timezone ?? ownZone();
  const evening = instantOf(`${wallOf(now + 7 * 24 * HOUR, zone).slice(0, 10)}T18:00`, zone) ?? new Date(now).toISOString();
  const start = event?.starts_at ?? evening;
  const end = event?.ends_at ?? new Date(Date.parse(start) + 2 * HOUR).toISOString();
  return {
    title: event?.title ?? '',
    description: event?.description ?? '',
    host: event?.lab ? `lab:${event.lab.id}` : event?.pet ? `pet:${event.pet.id}` : 'me',
    visibility: event?.visibility ?? 'public',
    starts_at: wallOf(start, zone),
    ends_at: wallOf(end, zone),
    timezone: zone,
    area: event?.area ?? '',
    place: event?.place ?? '',
    is_place_private: event?.is_place_private ?? false,
    lat: event?.lat ?? '',
    lng: event?.lng ?? '',
    capacity: event?.capacity ?? '',
    most_guests: event?.most_guests ?? 0,
  };
}

/** The form as the API takes it; its times are checked before. */
export function requestOf({ host, starts_at, ends_at, lat, lng, capacity, most_guests, ...rest }: Facts): EventFactsRequest {
  const [kind, id] = host.split(':');
  return {
    ...rest,
    starts_at: instantOf(starts_at, rest.timezone) ?? '',
    ends_at: instantOf(ends_at, rest.timezone) ?? '',
    lat: lat === '' ? null : lat,
    lng: lng === '' ? null : lng,
    capacity: capacity === '' ? null : capacity,
    most_guests: most_guests === '' ? 0 : most_guests,
    lab: kind === 'lab' ? id : null,
    pet: kind === 'pet' ? id : null,
  };
}

/** When the beginning moves, the end keeps its distance, also over a change of clocks. */
export function movedEnd({ starts_at, ends_at, timezone }: Pick<Facts, 'starts_at' | 'ends_at' | 'timezone'>, start: string): string {
  const [was, end, next] = [starts_at, ends_at, start].map((wall) => Date.parse(instantOf(wall, timezone) ?? ''));
  const moved = next + (end - was);
  return Number.isNaN(moved) ? ends_at : wallOf(moved, timezone);
}
