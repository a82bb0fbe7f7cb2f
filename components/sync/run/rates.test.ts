import { expect, it } from 'vitest';
import { stageOf } from '../testing.ts';
import { ratePoints } from './rate-points.ts';
import { currentRate, ratesOf, shortStagesOf, summarise } from './rates.ts';

const sample = (second: number, stage: string, written: number) => ({
  at: new Date(second * 1000).toISOString(),
  stage,
  written,
  rejected: 0,
});
const samples = [
  sample(0, 'a', 0),
  sample(2, 'a', 100),
  sample(4, 'a', 300),
  sample(6, 'b', 10),
  sample(8, 'b', 40),
  sample(10, 'b', 0),
  sample(12, 'b', 60),
];

it('is the step between neighbours of one stage, by the minute', () => {
  expect(ratesOf(samples).map(({ stage, perMinute }) => [stage, perMinute])).toEqual([
    ['a', 3000],
    ['a', 6000],
    ['b', 900],
    ['b', 1800],
  ]);
});

it('makes no peak of two samples that lie close together', () => {
  const close = [
    sample(0, 'a', 0),
    sample(10, 'a', 0),
    sample(10.2, 'a', 1000),
    sample(12, 'a', 1100),
  ];
  expect(ratesOf(close).map(({ perMinute }) => perMinute)).toEqual([0, 33_000]);
});

it('has no rate now when the last sample is old', () => {
  const rates = ratesOf(samples);
  expect(currentRate(rates, new Date(13_000))).toBe(1800);
  expect(currentRate(rates, new Date(60_000))).toBeNull();
  expect(currentRate([], new Date(0))).toBeNull();
});

it('summarises each stage', () => {
  expect(
    summarise(ratesOf(samples)).map(({ stage, average, highest }) => [stage, average, highest]),
  ).toEqual([
    ['a', 4500, 6000],
    ['b', 1350, 1800],
  ]);
});

const at = (second: number): string => new Date(second * 1000).toISOString();
const stages = [
  stageOf({ name: 'a', startedAt: at(0), endedAt: at(5) }),
  stageOf({ name: 'short', startedAt: at(5), endedAt: at(5.5), rejected: 2, dead: 1 }),
  stageOf({ name: 'b', startedAt: at(6), endedAt: at(12) }),
  stageOf({ name: 'empty', startedAt: at(12), endedAt: at(12), written: 0 }),
  stageOf({ name: 'now', startedAt: at(13), endedAt: null }),
];

it('knows the stages that were over before there was a rate, while samples are kept', () => {
  const rates = ratesOf(samples);
  expect(shortStagesOf(stages, samples, rates)).toEqual([
    { stage: 'short', from: new Date(5_000), to: new Date(5_500), rejected: 3 },
  ]);
  expect(shortStagesOf(stages, [], [])).toEqual([]);
});

it('names a short stage in the chart at its start, which has no rate', () => {
  const rates = ratesOf(samples);
  const points = ratePoints(rates, shortStagesOf(stages, samples, rates));
  expect(points.stageStarts.map(({ stage }) => stage)).toEqual(['a', 'short', 'b']);
  expect(points.seconds).toEqual([...points.seconds].sort((a, b) => a - b));
  expect(points.rates[points.seconds.indexOf(5)]).toBeNull();
});
