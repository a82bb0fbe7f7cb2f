import { expect, it } from 'vitest';
import type { SeenView } from '#lib/indexes/client.ts';
import { seenWords, trendWords } from './seen-words.ts';

it.each([
  [[], null],
  [[null, null], null],
  [[null, 4], null],
  [[4, 4], 'Always 4'],
  [[null, null, 4, 4], 'Always 4'],
  [[1_200, 900, 1_500], 'At first 1,200, lowest 900, highest 1,500'],
  [[5, null, 0], 'At first 5, lowest 0, highest 5, not always known'],
])('a trend of %j is said as %j', (trend, words) => {
  expect(trendWords(trend)).toBe(words);
});

const body = { body: '1-TEST', lists: [], standsOut: false, hasVanished: false };
const view: SeenView = {
  environment: 'local',
  observedAt: '2026-11-21T15:00:00.000Z',
  failedSince: null,
  isBeingCounted: false,
  hasBefore: true,
  beforeIs: 'last-swap',
  standsOutFrom: 0.29,
  trendFrom: '2026-11-16T15:00:00.000Z',
  refused: null,
  bodies: [body, { ...body, standsOut: true }],
};

it('says with what the lists are compared, from when they are known and what stands out', () => {
  expect(seenWords(view)).toBe(
    '2 designated bodies, with the change since the last swap and the trend of 5 days; 1 with a ' +
      'list that is empty or has lost 29% or more',
  );
  const young: SeenView = {
    ...view,
    beforeIs: 'day-ago',
    trendFrom: '2026-11-21T14:00:00.000Z',
    bodies: [body],
  };
  expect(seenWords(young)).toMatch(/^1 designated body, with the change since a day ago and /);
  expect(seenWords(young)).toContain('the trend of 1 hour;');
  expect(seenWords({ ...young, hasBefore: false, trendFrom: null })).toBe(
    '1 designated body, no earlier count to compare with',
  );
});
