import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agoWords,
  dateTimeWords,
  durationShort,
  durationWords,
  nearRangeWords,
  nearWords,
  rangeWords,
  timeWords,
} from './times.ts';

const at = (iso: string) => new Date(iso);

describe('times of day', () => {
  it.each([
    ['2026-08-06T16:30:00Z', '6 August 2026 at 5:30pm'],
    ['2026-08-06T16:00:00Z', '6 August 2026 at 5pm'],
    ['2026-11-21T12:00:00Z', '21 November 2026 at midday'],
    ['2026-11-21T00:00:00Z', '21 November 2026 at midnight'],
    ['2026-11-21T00:05:00Z', '21 November 2026 at 12:05am'],
    ['2026-11-21T12:05:00Z', '21 November 2026 at 12:05pm'],
    ['2026-08-05T23:00:00Z', '6 August 2026 at midnight'],
  ])('%s is %s', (iso, words) => {
    expect(dateTimeWords(at(iso))).toBe(words);
  });

  it('skips the hour that does not exist in spring', () => {
    expect(timeWords(at('2026-03-29T00:59:00Z'))).toBe('12:59am');
    expect(timeWords(at('2026-03-29T01:00:00Z'))).toBe('2am');
  });

  it('distinguishes the two hours of the autumn night, and no other', () => {
    expect(timeWords(at('2026-10-24T23:59:00Z'))).toBe('12:59am');
    expect(timeWords(at('2026-10-25T00:30:00Z'))).toBe('1:30am BST');
    expect(timeWords(at('2026-10-25T01:30:00Z'))).toBe('1:30am GMT');
    expect(timeWords(at('2026-10-25T02:00:00Z'))).toBe('2am');
  });

  it('gives different words to different minutes of the autumn night', () => {
    const start = at('2026-10-24T23:00:00Z').getTime();
    const words = Array.from({ length: 300 }, (_, minute) =>
      timeWords(new Date(start + minute * 60_000)),
    );
    expect(new Set(words).size).toBe(300);
  });
});

describe('near dates', () => {
  const now = at('2026-11-21T17:42:00Z');
  it.each([
    ['2026-11-21T17:31:00Z', 'today at 5:31pm'],
    ['2026-11-20T08:10:00Z', 'yesterday at 8:10am'],
    ['2026-11-14T19:03:00Z', '14 November at 7:03pm'],
    ['2025-11-14T19:03:00Z', '14 November 2025 at 7:03pm'],
  ])('%s is %s', (iso, words) => {
    expect(nearWords(at(iso), now)).toBe(words);
  });

  it('finds yesterday across the nights of 23 and 25 hours', () => {
    expect(nearWords(at('2026-10-24T23:30:00Z'), at('2026-10-26T00:15:00Z'))).toBe(
      'yesterday at 12:30am',
    );
    expect(nearWords(at('2026-03-28T23:30:00Z'), at('2026-03-29T23:15:00Z'))).toBe(
      '28 March at 11:30pm',
    );
    expect(nearWords(at('2026-03-28T23:30:00Z'), at('2026-03-29T22:15:00Z'))).toBe(
      'yesterday at 11:30pm',
    );
  });
});

it('says once what both ends of a range share', () => {
  const now = at('2026-11-21T19:00:00Z');
  const [from, to] = [at('2026-11-21T18:20:00Z'), at('2026-11-21T18:55:00Z')];
  expect(rangeWords(from, at('2026-11-21T18:20:40Z'))).toBe('6:20pm');
  expect(nearRangeWords(from, to, now)).toBe('today at 6:20pm to 6:55pm');
  expect(nearRangeWords(from, at('2026-11-21T18:20:40Z'), now)).toBe('today at 6:20pm');
  expect(nearRangeWords(at('2026-11-14T20:56:00Z'), to, now)).toBe(
    '14 November at 8:56pm to today at 6:55pm',
  );
});

it('writes ranges with to', () => {
  expect(rangeWords(at('2026-11-21T18:20:00Z'), at('2026-11-21T18:55:00Z'))).toBe(
    '6:20pm to 6:55pm',
  );
  expect(rangeWords(at('2026-11-21T23:50:00Z'), at('2026-11-22T00:10:00Z'))).toBe(
    '21 November 2026 at 11:50pm to 22 November 2026 at 12:10am',
  );
});

describe('durations', () => {
  it.each([
    [23_400_000, '6 hours 30 minutes', '6 h 30 min'],
    [3_600_000, '1 hour', '1 h'],
    [65_000, '1 minute 5 seconds', '1 min 5 s'],
    [38_000, '38 seconds', '38 s'],
    [1_000, '1 second', '1 s'],
    [0, '0 seconds', '0 s'],
    [200, '0 seconds', '0.2 s'],
    [90_061_000, '1 day 1 hour', '25 h 1 min'],
  ])('%i ms', (ms, long, short) => {
    expect(durationWords(ms)).toBe(long);
    expect(durationShort(ms)).toBe(short);
  });

  it('never says more than two units nor a negative one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 10 ** 10 }), (ms) => {
        const words = durationWords(ms);
        expect(words).not.toContain('-');
        expect(words.split(' ').length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('how long ago', () => {
  const now = at('2026-11-21T17:42:00Z');
  it.each([
    ['2026-11-21T17:42:00Z', 'just now'],
    ['2026-11-21T17:41:58Z', '2 seconds ago'],
    ['2026-11-21T17:30:30Z', '11 minutes ago'],
    ['2026-11-21T15:04:00Z', '2 hours 38 minutes ago'],
    ['2026-11-15T17:00:00Z', '6 days ago'],
    ['2026-11-21T17:42:08Z', 'in 8 seconds'],
  ])('%s is %s', (iso, words) => {
    expect(agoWords(at(iso), now)).toBe(words);
  });
});
