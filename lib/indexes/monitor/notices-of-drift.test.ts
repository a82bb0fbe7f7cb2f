import { expect, it } from 'vitest';
import { noticesOfDrift } from './notices-of-drift.ts';
import type { NewObservation, OpenObservation } from './plan-observations.ts';

const open = (id: number, name: string): OpenObservation => ({
  id,
  about: 'alias',
  name,
  seen: '',
});
const begun = (name: string, state: NewObservation['state']): NewObservation => ({
  about: 'alias',
  name,
  state,
  seen: '',
  says: `${name} is ${state}.`,
});
const told = (
  before: readonly OpenObservation[],
  ended: readonly number[],
  news: readonly NewObservation[],
) =>
  noticesOfDrift('local', before, { same: [], ended, begun: news }).map(({ key, isResolved }) => [
    key,
    isResolved,
  ]);

it('tells of a drift that begins, and of its end', () => {
  expect(told([open(1, 'a')], [1], [begun('a', 'missing')])).toEqual([
    ['contract-drift alias a', false],
  ]);
  expect(told([open(2, 'a')], [2], [begun('a', 'matches')])).toEqual([
    ['contract-drift alias a', true],
  ]);
});

it('tells of no end where a drift takes another form, and of nothing where all is well', () => {
  expect(told([open(1, 'a')], [1], [begun('a', 'different')])).toEqual([
    ['contract-drift alias a', false],
  ]);
  expect(told([], [], [begun('a', 'matches')])).toEqual([]);
});

it('takes a probe that could not tell for neither', () => {
  expect(told([], [], [begun('', 'not-known')])).toEqual([]);
  expect(told([open(1, '')], [1], [])).toEqual([]);
});
