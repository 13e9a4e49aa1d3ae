import type { Spot } from '@/shared/lib/useSpot';

export const VIEWS = ['list', 'calendar', 'map'] as const;
export const SCOPES = ['all', 'friends', 'mine'] as const;
export const RADII = [5, 25, 100, 200] as const;
export const RADIUS = 25;

/** What of the events is shown, and how: the whole of it stands in the address. */
export type EventsSearch = {
  view?: (typeof VIEWS)[number];
  scope?: (typeof SCOPES)[number];
  search?: string;
  /** Nearby: around this point, which has this name, within so many kilometers. */
  lat?: number;
  lng?: number;
  place?: string;
  km?: (typeof RADII)[number];
  /** In the calendar: the day, and so the month. */
  day?: string;
  /** On the map: the pin that is chosen. */
  event?: string;
};

const isDegree = (value: unknown, most: number): value is number => typeof value === 'number' && Math.abs(value) <= most;
const one = <T>(known: readonly T[], value: unknown): T | undefined => known.find((each) => each === value);

export function readSearch({ view, scope, search, lat, lng, place, km, day, event }: Record<string, unknown>): EventsSearch {
  const isNearby = isDegree(lat, 90) && isDegree(lng, 180);
  return {
    ...(one(VIEWS, view) && view !== 'list' && { view: one(VIEWS, view) }),
    ...(one(SCOPES, scope) && scope !== 'all' && { scope: one(SCOPES, scope) }),
    ...(typeof search === 'string' && search && { search: search.slice(0, 100) }),
    ...(isNearby && { lat, lng }),
    ...(isNearby && typeof place === 'string' && place && { place: place.slice(0, 120) }),
    ...(isNearby && one(RADII, km) && { km: one(RADII, km) }),
    ...(typeof day === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day) && { day }),
    ...(typeof event === 'string' && { event }),
  };
}

export const spotOf = ({ lat, lng }: EventsSearch): Spot | undefined =>
  lat === undefined || lng === undefined ? undefined : { latitude: lat, longitude: lng };

/** "53.55, 9.99" as a point; undefined for what is none. */
export function readPoint(text: string): Spot | undefined {
  const [, lat, lng] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  const [latitude, longitude] = [Number(lat), Number(lng)];
  return lat && isDegree(latitude, 90) && isDegree(longitude, 180) ? { latitude, longitude } : undefined;
}
