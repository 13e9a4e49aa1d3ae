import { describe, expect, it } from 'vitest';
import { readPoint, readSearch } from './search';

describe('the address of events', () => {
  it('says nothing of what is so anyway, and drops what is nothing', () => {
    expect(readSearch({ view: 'list', scope: 'all', search: '', km: 25, day: '2027-13-01', event: 3 })).toEqual({});
    expect(readSearch({ view: 'calendar', scope: 'mine', day: '2027-05-04' })).toEqual({
      view: 'calendar',
      scope: 'mine',
      day: '2027-05-04',
    });
  });

  it('knows a place by both its degrees only', () => {
    expect(readSearch({ lat: 53.5, place: 'Hamburg', km: 5 })).toEqual({});
    expect(readSearch({ lat: 93.5, lng: 10 })).toEqual({});
    expect(readSearch({ lat: 53.5, lng: 10, place: 'Hamburg', km: 5 })).toEqual({ lat: 53.5, lng: 10, place: 'Hamburg', km: 5 });
  });
});

it.each([
  ['53.55, 9.99', { latitude: 53.55, longitude: 9.99 }],
  ['-33.9 18.4', { latitude: -33.9, longitude: 18.4 }],
  ['Hamburg', undefined],
  ['99, 9', undefined],
  ['', undefined],
])('reads “%s” as a point', (text, point) => {
  expect(readPoint(text)).toEqual(point);
});
