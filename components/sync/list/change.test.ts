import { expect, it } from 'vitest';
import type { RunState } from '#lib/sync/client.ts';
import { changeOf } from './change.ts';

const run = (documents: number | null, before: number | null, state: RunState = 'settled') =>
  changeOf({
    documents,
    before: before === null ? null : { run: 'local-9', number: 9, documents: before },
    state,
  });

it.each([
  [70_914, 70_630, '+0.4%', '284 more', false],
  [70_118, 70_597, '−0.7%', '479 fewer', false],
  [61_204, 70_377, '−13%', '9,173 fewer', true],
  [95, 100, '−5%', '5 fewer', true],
  [96, 100, '−4%', '4 fewer', false],
  [100_001, 100_000, 'under +0.1%', '1 more', false],
  [300, 100, '+200%', '200 more', false],
  [100, 100, null, 'the same', false],
  [5, 0, null, '5 more', false],
])('%i after %i is %s, %s', (documents, before, percent, words, isLoss) => {
  expect(run(documents, before)).toMatchObject({ percent, words, isLoss });
});

it('says what it compares with', () => {
  expect(run(101, 100).says).toBe('1 document more than before: run 9 had 100.');
  expect(run(98, 100).says).toBe('2 documents fewer than before: run 9 had 100.');
});

it.each<[RunState, number | null, string]>([
  ['running', null, 'at its end'],
  ['cancelled', null, '–'],
  ['settled', 100, 'first'],
])('a run that is %s with %s documents and none before: %s', (state, documents, words) => {
  expect(run(documents, null, state)).toMatchObject({ percent: null, words, isLoss: false });
});
