import { describe, expect, it } from 'vitest';
import { bucketBounds, isTimeZone, nextHour, startOfDay } from './zoned-time';

const at = (text: string) => Date.parse(text);
const iso = (times: number[]) => times.map((ms) => new Date(ms).toISOString().slice(0, 16));
const days = (from: string, to: string, zone: string) => iso(bucketBounds({ fromMs: at(from), toMs: at(to), zone, bucket: 'day' }));
const hours = (from: string, to: string, zone: string) => iso(bucketBounds({ fromMs: at(from), toMs: at(to), zone, bucket: 'hour' }));

describe('time zones', () => {
  it('are known by their IANA names, in any case the runtime takes', () => {
    expect(['UTC', 'Europe/Berlin', 'Asia/Shanghai'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['', 'Mars/Olympus', "UTC'; DROP TABLE run", 'Europe/Berlin '].map(isTimeZone)).toEqual([false, false, false, false]);
  });
});

describe('day buckets', () => {
  it('begin at local midnight and are cut at both ends of the stretch', () => {
    expect(days('2026-11-20T10:00:00Z', '2026-11-22T10:00:00Z', 'Asia/Shanghai')).toEqual([
      ...['2026-11-20T10:00', '2026-11-20T16:00', '2026-11-21T16:00', '2026-11-22T10:00'],
    ]);
  });

  it('have 23 hours in spring and 25 in autumn', () => {
    expect(days('2026-03-27T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Berlin')).toEqual([
      ...['2026-03-27T23:00', '2026-03-28T23:00', '2026-03-29T22:00'],
    ]);
    expect(days('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin')).toEqual(['2026-10-24T22:00', '2026-10-25T23:00']);
  });

  it('begin when the clock is moved where that skips midnight, and at the first of two midnights', () => {
    // São Paulo, 4 November 2018: 00:00 became 01:00. Havana, 1 November 2026: 01:00 becomes 00:00 again.
    expect(iso([startOfDay(at('2018-11-04T12:00:00Z'), 'America/Sao_Paulo')])).toEqual(['2018-11-04T03:00']);
    expect(iso([startOfDay(at('2026-11-01T18:00:00Z'), 'America/Havana')])).toEqual(['2026-11-01T04:00']);
  });

  it('go on over a day that a zone skipped', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(days('2011-12-29T10:00:00Z', '2012-01-01T10:00:00Z', 'Pacific/Apia')).toEqual([
      ...['2011-12-29T10:00', '2011-12-30T10:00', '2011-12-31T10:00', '2012-01-01T10:00'],
    ]);
  });
});

describe('hour buckets', () => {
  it('follow the local clock where it is off by half an hour', () => {
    expect(hours('2026-11-20T10:00:00Z', '2026-11-20T11:40:00Z', 'Asia/Kolkata')).toEqual([
      ...['2026-11-20T10:00', '2026-11-20T10:30', '2026-11-20T11:30', '2026-11-20T11:40'],
    ]);
  });

  it('are each an hour long when the clock is put back', () => {
    expect(hours('2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', 'Europe/Berlin')).toEqual([
      ...['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00', '2026-10-25T03:00'],
    ]);
  });

  it('end at the next full hour, never at the instant itself', () => {
    expect(iso([nextHour(at('2026-11-20T10:00:00Z'), 'UTC'), nextHour(at('1969-12-31T23:30:00Z'), 'UTC')])).toEqual([
      ...['2026-11-20T11:00', '1970-01-01T00:00'],
    ]);
  });
});
