import { expect, it } from 'vitest';
import type { Event } from '@/shared/api/gen/types.gen';
import { factsOf, movedEnd, requestOf } from './facts';

const EVENT = {
  title: 'Repair evening',
  description: '',
  visibility: 'friends',
  starts_at: '2027-05-04T17:00:00Z',
  ends_at: '2027-05-04T20:00:00Z',
  timezone: 'America/New_York',
  area: 'Queens',
  place: '',
  is_place_private: true,
  lat: 40.75,
  lng: -73.87,
  capacity: null,
  most_guests: 2,
  lab: { id: 'l', name: 'Lab', slug: 'lab' },
  pet: null,
} as unknown as Event;

it('comes back from the form as it went in', () => {
  const facts = factsOf(EVENT);
  expect(facts).toMatchObject({ starts_at: '2027-05-04T13:00', host: 'lab:l', capacity: '' });
  expect(requestOf(facts)).toMatchObject({
    title: 'Repair evening',
    starts_at: '2027-05-04T17:00:00.000Z',
    ends_at: '2027-05-04T20:00:00.000Z',
    capacity: null,
    lat: 40.75,
    lab: 'l',
    pet: null,
  });
});

it('begins a new event on an evening to come', () => {
  const facts = factsOf(undefined, Date.parse('2027-05-04T10:00:00Z'));
  expect(facts.starts_at).toMatch(/^2027-05-1[01]T18:00$/);
  expect(facts.ends_at.slice(11)).toBe('20:00');
});

it('keeps how long it takes when the beginning moves', () => {
  const times = { starts_at: '2027-05-04T18:00', ends_at: '2027-05-04T20:30', timezone: 'Europe/Berlin' };
  expect(movedEnd(times, '2027-05-06T22:00')).toBe('2027-05-07T00:30');
  expect(movedEnd(times, '')).toBe('2027-05-04T20:30');
  expect(movedEnd(times, '2027-03-28T00:30')).toBe('2027-03-28T04:00'); // the hour from two to three is missing that night
  expect(movedEnd(times, '2027-10-31T00:30')).toBe('2027-10-31T02:00'); // and comes twice in this one
});
