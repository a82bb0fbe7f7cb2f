import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const words = (from: string, to: string) =>
  timeTicks(new Date(from), new Date(to), 6).map((tick) => tick.words);

it('puts ticks at round times, as close as fits', () => {
  expect(words('2026-11-21T12:00:04Z', '2026-11-21T12:00:45Z')).toEqual([
    '12:00:10pm',
    '12:00:20pm',
    '12:00:30pm',
    '12:00:40pm',
  ]);
  expect(words('2026-11-21T15:04:00Z', '2026-11-21T17:20:00Z')).toEqual([
    '3:30pm',
    '4pm',
    '4:30pm',
    '5pm',
  ]);
  expect(words('2026-11-20T19:10:00Z', '2026-11-21T05:00:00Z')).toEqual([
    '9pm',
    '21 November',
    '3am',
  ]);
  expect(words('2026-11-14T19:03:00Z', '2026-11-21T17:42:00Z')).toEqual([
    '15 November',
    '17 November',
    '19 November',
    '21 November',
  ]);
});

it('counts London midnights through a night that has 25 hours', () => {
  const ticks = timeTicks(new Date('2026-10-23T12:00:00Z'), new Date('2026-10-27T12:00:00Z'), 6);
  expect(ticks.map(({ at }) => at.toISOString())).toEqual([
    '2026-10-23T23:00:00.000Z',
    '2026-10-24T23:00:00.000Z',
    '2026-10-26T00:00:00.000Z',
    '2026-10-27T00:00:00.000Z',
  ]);
});

it('is never crowded, never alone where there are some seconds, and never outside', () => {
  const moment = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  const lengths = fc.oneof(
    ...[60_000, 3_600_000, 86_400_000, 3 * 365 * 86_400_000].map((max) =>
      fc.integer({ min: 0, max }),
    ),
    fc.integer({ min: 86_400_000, max: 30 * 86_400_000 }),
  );
  fc.assert(
    fc.property(moment, lengths, (from, length) => {
      const to = new Date(from.getTime() + length);
      const ticks = timeTicks(from, to, 6);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.length).toBeGreaterThanOrEqual(length < 2_000 ? 0 : 2);
      expect(ticks.every(({ at }) => at >= from && at <= to)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
