import { describe, expect, it } from 'vitest';
import { formatSpan, instantOf, isSameClock, wallOf } from './zones';

describe('times in the zone of an event', () => {
  it.each([
    ['2027-05-04T17:00:00.000Z', 'Europe/Berlin', '2027-05-04T19:00'],
    ['2027-01-04T17:00:00.000Z', 'Europe/Berlin', '2027-01-04T18:00'],
    ['2027-01-01T03:30:00.000Z', 'America/New_York', '2026-12-31T22:30'],
    ['2027-05-04T17:00:00.000Z', 'Asia/Kathmandu', '2027-05-04T22:45'],
  ])('%s in %s reads %s, and back', (instant, zone, wall) => {
    expect(wallOf(instant, zone)).toBe(wall);
    expect(instantOf(wall, zone)).toBe(instant);
  });

  it('takes the first of an hour that is shown twice, and goes on from one that never is', () => {
    expect(instantOf('2027-10-31T02:30', 'Europe/Berlin')).toBe('2027-10-31T00:30:00.000Z');
    expect(instantOf('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
  });

  it('knows what is no time', () => {
    expect(instantOf('', 'UTC')).toBeUndefined();
    expect(instantOf('2027-13-01T00:00', 'UTC')).toBeUndefined();
  });

  it('compares clocks, not names', () => {
    expect(isSameClock('2027-05-04T17:00:00Z', 'Europe/Berlin', 'Europe/Paris')).toBe(true);
    expect(isSameClock('2027-05-04T17:00:00Z', 'Europe/Berlin', 'UTC')).toBe(false);
  });

  it('writes a piece of a day once, with its zone', () => {
    const text = formatSpan('2027-05-04T17:00:00Z', '2027-05-04T20:00:00Z', 'Europe/Berlin', 'de');
    expect(text).toMatch(/4\. Mai 2027/);
    expect(text).toMatch(/19:00.*22:00/);
    expect(text).toMatch(/MESZ/);
  });
});
