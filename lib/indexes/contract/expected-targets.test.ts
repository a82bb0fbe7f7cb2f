import { expect, it } from 'vitest';
import type { AliasState } from '#lib/platform/search/port.ts';
import type { Generation } from '../store.ts';
import { expectedTargets } from './expected-targets.ts';

const contract = [
  { name: 'master', target: 'master', filter: null },
  { name: 'connections', target: 'master', filter: null },
];
const [older, newer] = ['master_20261120t100000_1', 'master_20261121t100000_2'];
const both = (index: string): AliasState[] =>
  contract.map(({ name }) => ({ name, index, filter: null }));
const row = (
  index: string,
  role: Generation['role'],
  liveFrom: Date | null = null,
): Generation => ({
  index,
  base: 'master',
  environment: 'local',
  runId: index,
  runName: null,
  runNumber: 1,
  role,
  isKeptCopy: false,
  documents: null,
  createdAt: new Date(0),
  liveFrom,
  liveUntil: null,
});
const expectedOf = (records: readonly Generation[], states: readonly AliasState[]) =>
  expectedTargets(contract, records, states).get('master') ?? null;

it('is what the last swap recorded, wherever the aliases were moved since', () => {
  const records = [row(newer, 'live', new Date(2)), row(older, 'previous', new Date(1))];
  expect(expectedOf(records, both(older))).toBe(newer);
  expect(expectedOf(records, [])).toBe(newer);
});

it('is where a run has moved all readers before it could record it', () => {
  const records = [row(newer, 'building'), row(older, 'live', new Date(1))];
  expect(expectedOf(records, both(newer))).toBe(newer);
  expect(expectedOf(records, [...both(newer).slice(0, 1), ...both(older).slice(1)])).toBe(older);
});

it('is where the alias of the family points when nothing was recorded', () => {
  expect(expectedOf([], both(newer))).toBe(newer);
  expect(expectedOf([], both('mystery'))).toBeNull();
  expect(expectedOf([], [])).toBeNull();
});

it('is the index itself where the Integration service fills it in place, until a run swaps', () => {
  const inPlace = [
    { name: 'connections', target: 'master', filter: null, isInPlace: true as const },
  ];
  const of = (records: readonly Generation[], states: readonly AliasState[]) =>
    expectedTargets(inPlace, records, states).get('master') ?? null;
  expect(of([], [])).toBe('master');
  expect(of([], [{ name: 'connections', index: 'mystery', filter: null }])).toBe('master');
  expect(of([row(newer, 'live', new Date(1))], both(newer))).toBe(newer);
});
