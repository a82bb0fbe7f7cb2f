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
  ['that is dry', true, 'building', null, null],
])('a run %s', (_, is_dry, phase, swap, empty) => {
  expect(pagesEmptyOf({ is_dry, phase, swap, observed: null })).toBe(empty);
});

it.each([
  [null, 'waiting', 'none'],
  [null, 'unknown', 'not-known'],
  ['as-before', 'unknown', 'none'],
  ['made-again', 'accepted', 'not-counted'],
  ['gone', 'unknown', 'not-counted'],
] as const)('of the Integration service, index %s, call %s', (index, call, empty) => {
  const inferred =
    index === null
      ? null
      : {
          hasBegun: true,
          index,
          madeAt: null,
          timesMade: 1,
          documents: null,
          stages: [],
          changedAt: '',
          at: '',
        };
  const observed = { call, calledAt: null, before: null, inferred };
  expect(pagesEmptyOf({ is_dry: false, phase: 'building', swap: null, observed })).toBe(empty);
});
