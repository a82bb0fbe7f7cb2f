import { expect, it } from 'vitest';
import type { RunRow } from './store.ts';
import { pagesEmptyOf } from './view-listed.ts';

const swapFrom = (...from: readonly string[]): RunRow['swap'] => ({
  moves: [
    { alias: 'a', from: ['old'], to: 'new', filter: null, previousFilters: {} },
    { alias: 'b', from, to: 'new', filter: null, previousFilters: {} },
  ],
  removeIndexes: [],
});

it.each<[string, boolean, RunRow['phase'], RunRow['swap'], string | null]>([
  ['that ended before its swap', false, 'building', null, 'none'],
  ['that moved what was read', false, 'moved', swapFrom('old'), 'none'],
  ['that gave an alias its first index', false, 'moved', swapFrom(), 'until-swap'],
  ['of which no swap was recorded', false, 'moved', null, 'none'],
  ['that may be moving', false, 'swapping', swapFrom('old'), 'not-known'],
  ['of the Integration service', false, 'building', null, 'not-counted'],
  ['that is dry', true, 'building', null, null],
])('a run %s', (_, is_dry, phase, swap, empty) => {
  // Only whether it is one matters here.
  const observed = empty === 'not-counted' ? ({} as RunRow['observed']) : null;
  expect(pagesEmptyOf({ is_dry, observed, phase, swap })).toBe(empty);
});
