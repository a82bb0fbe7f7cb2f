import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Stage } from '#lib/sync/client.ts';
import { stageOf } from '../testing.ts';
import { estimateOf, progressOf, rangeOf } from './estimate.ts';

const start = '2026-11-21T15:00:00.000Z';
const after = (ms: number) => new Date(new Date(start).getTime() + ms);

it('says nothing from fewer than three runs', () => {
  expect(rangeOf([1000, 2000])).toBeNull();
  expect(estimateOf(start, [1000, 2000], after(10))).toEqual({ kind: 'none' });
});

it('spans all of a few runs, and leaves out one at each end of many', () => {
  expect(rangeOf([30, 10, 20])).toEqual({
    fromMs: 10,
    toMs: 30,
    medianMs: 20,
    basis: 3,
    inside: 3,
  });
  expect(rangeOf([1, 10, 11, 12, 13, 14, 15, 99])).toMatchObject({
    fromMs: 10,
    toMs: 15,
    basis: 8,
    inside: 6,
  });
});

it('counts from the start and says when the run is later than any before', () => {
  expect(estimateOf(start, [30_000, 10_000, 20_000], after(5_000))).toMatchObject({
    kind: 'range',
    likely: after(20_000),
    from: after(10_000),
    to: after(30_000),
  });
  expect(estimateOf(start, [30_000, 10_000, 20_000], after(15_000))).toMatchObject({
    from: after(15_000),
  });
  expect(estimateOf(start, [30_000, 10_000, 20_000], after(31_000))).toMatchObject({
    kind: 'late',
  });
});

it('never promises a moment that has passed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 10 ** 8 }), { maxLength: 12 }),
      fc.integer({ min: 0, max: 10 ** 8 }),
      (earlier, elapsed) => {
        const now = after(elapsed);
        const estimate = estimateOf(start, earlier, now);
        if (estimate.kind !== 'range') return;
        expect(estimate.from.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(estimate.from.getTime()).toBeLessThanOrEqual(estimate.likely.getTime());
        expect(estimate.likely.getTime()).toBeLessThanOrEqual(
          Math.max(estimate.to.getTime(), estimate.likely.getTime()),
        );
      },
    ),
  );
});

const previous = {
  number: 11,
  stages: {
    pebbles: { received: 100, durationMs: 30_000 },
    reds: { received: 50, durationMs: 10_000 },
  },
};
const pebbles = (changes: Partial<Stage>) =>
  stageOf({ name: 'pebbles', expected: null, sent: null, quarantined: 0, ...changes });
const reds = stageOf({ name: 'reds', state: 'waiting', received: 0, written: 0 });
const running = pebbles({ state: 'running', received: 50, written: 50, merged: 0 });

it('knows how far a run has come from the counts and times of the previous one', () => {
  expect(progressOf([running, reds], previous)).toBeCloseTo(15 / 40);
  expect(progressOf([pebbles({ state: 'done' }), reds], previous)).toBeCloseTo(30 / 40);
  // More than before: not done before it is done.
  const more = pebbles({ state: 'running', received: 900, written: 900, merged: 0 });
  expect(progressOf([more, reds], previous)).toBeLessThan(30 / 40);
  expect(progressOf([running, stageOf({ name: 'new' })], previous)).toBeNull();
  expect(progressOf([running, reds], null)).toBeNull();
});

it('moves with the progress of the run, and is never late while that is known', () => {
  const earlier = [30_000, 40_000, 60_000];
  // At a quarter after 20 s, as much again three times.
  expect(estimateOf(start, earlier, after(20_000), 0.25)).toMatchObject({
    kind: 'range',
    likely: after(80_000),
    from: after(20_000 + 45_000),
    to: after(20_000 + 90_000),
  });
  expect(estimateOf(start, earlier, after(90_000), 0.9)).toMatchObject({
    kind: 'range',
    likely: after(100_000),
  });
  expect(estimateOf(start, earlier, after(90_000), 0.01)).toMatchObject({ kind: 'late' });
});
