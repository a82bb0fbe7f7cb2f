import { expect, it } from 'vitest';
import { detailOf } from '../testing.ts';
import { ratePoints } from './rate-points.ts';
import { ratesOf } from './rates.ts';
import { bandsOf, chartWords, momentWords, spreadWords, usualRateOf } from './usual-rates.ts';

const sample = (second: number, stage: string, written: number, rejected = 0) => ({
  at: new Date(second * 1000).toISOString(),
  stage,
  written,
  rejected,
});
const samples = [
  sample(0, 'a', 0),
  sample(2, 'a', 100),
  sample(4, 'a', 300, 2),
  sample(6, 'b', 0),
  sample(8, 'b', 40),
];
const earlier = { a: [3_000, 9_000, 2_000], b: [10, 20] };

it('is usual what three runs did, and not known by fewer', () => {
  expect(usualRateOf('a', earlier)).toEqual({ from: 2_000, to: 9_000, median: 3_000, basis: 3 });
  expect(usualRateOf('b', earlier)).toBeNull();
  expect(usualRateOf('c', earlier)).toBeNull();
});

it('leaves the slowest and the fastest out where there are many', () => {
  const usual = usualRateOf('a', { a: [1, 100, 100, 100, 100, 100, 100, 900] });
  expect(usual).toMatchObject({ from: 100, to: 100, basis: 8 });
  expect(usual && spreadWords(usual)).toBe('100');
});

it('lies over the time of its stage', () => {
  expect(bandsOf(ratesOf(samples), earlier)).toEqual([
    { stage: 'a', from: 2_000, to: 9_000, median: 3_000, basis: 3, fromSecond: 2, toSecond: 4 },
  ]);
});

it('is said beside the heading as far as there is something to see', () => {
  const drawn = [...samples, ...[10, 12, 14, 16].map((second) => sample(second, 'b', second * 10))];
  const words = (changes: Parameters<typeof detailOf>[0]) => chartWords(detailOf(changes));
  expect(words({ samples: drawn, earlierRates: earlier })).toBe(
    'dashed: usual range from 3 runs; red ticks: rejected',
  );
  expect(words({ samples: drawn, earlierRates: {} })).toBe('red ticks: rejected');
  expect(words({ samples, earlierRates: earlier })).toBeUndefined();
});

it('says every value of a moment', () => {
  const [, second] = ratesOf(samples);
  expect(second && momentWords(second, 'Trainees', earlier)).toBe(
    '1:00:04am, Trainees: 6,000 written per minute, 2 rejected; usual for this stage: ' +
      '2,000 to 9,000',
  );
  const third = ratesOf(samples).at(-1);
  expect(third && momentWords(third, 'Doctors', earlier)).toBe(
    '1:00:08am, Doctors: 1,200 written per minute',
  );
});

it('has a gap between two stages', () => {
  const { seconds, rates, stageStarts } = ratePoints(ratesOf(samples));
  expect(seconds).toEqual([2, 4, 7.999, 8]);
  expect(rates.map((rate) => rate?.perMinute ?? null)).toEqual([3_000, 6_000, null, 1_200]);
  expect(stageStarts).toEqual([
    { stage: 'a', second: 2 },
    { stage: 'b', second: 8 },
  ]);
});
