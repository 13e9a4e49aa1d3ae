import type { Notification } from '@/shared/api/gen/types.gen';
import { dayOf } from '@/shared/lib/days';

/** What happened to one thing on one day, newest first. */
export type Cluster = [Notification, ...Notification[]];

/** By the day of the reader's own clock, and in each day by what it is about; both newest first. */
export function byDay(notifications: readonly Notification[]): [string, Cluster[]][] {
  const days = new Map<string, Notification[]>();
  for (const one of notifications) {
    const day = dayOf(new Date(one.created_at));
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].map(([day, ones]) => [day, bySubject(ones)]);
}

function bySubject(notifications: readonly Notification[]): Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const one of notifications) {
    const key = one.subject ? `${one.subject.type}:${one.subject.id}` : one.id;
    const cluster = clusters.get(key);
    if (cluster) cluster.push(one);
    else clusters.set(key, [one]);
  }
  return [...clusters.values()];
}
