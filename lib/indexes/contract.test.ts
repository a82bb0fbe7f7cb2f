import { describe, expect, it } from 'vitest';
import { differs, equals } from '#lib/platform/search/conditions.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import { compareWithContract, unexpectedAliases, unknownContract } from './contract.ts';

const connected = equals('existsInGmc', true);
const contract = [
  { name: 'master', target: 'master', filter: null },
  { name: 'connections', target: 'master', filter: connected },
];
const [older, newer] = ['master_20261120t100000_1', 'master_20261121t100000_2'];
const master: AliasState = { name: 'master', index: newer, filter: null };
const right: readonly AliasState[] = [
  master,
  { name: 'connections', index: newer, filter: connected },
];
const statesOf = (states: readonly AliasState[], concrete: readonly string[] = []) =>
  compareWithContract(contract, states, new Set(concrete)).map((check) => check.state);

describe('the contract of aliases', () => {
  it('matches when every alias shows the live generation through its filter', () => {
    expect(statesOf(right)).toEqual(['matches', 'matches']);
    expect(compareWithContract(contract, right, new Set())[1]).toEqual({
      name: 'connections',
      expectedTarget: newer,
      expectedFilter: 'existsInGmc is true',
      observedTarget: newer,
      observedFilter: 'existsInGmc is true',
      documents: null,
      state: 'matches',
    });
  });

  it.each<[string, readonly AliasState[], readonly string[]]>([
    ['nothing there', [], ['missing', 'missing']],
    ['one missing', right.slice(0, 1), ['matches', 'missing']],
    [
      'without its filter',
      [master, { name: 'connections', index: newer, filter: null }],
      ['matches', 'different'],
    ],
    [
      'with another filter',
      [master, { name: 'connections', index: newer, filter: differs('a', 'b') }],
      ['matches', 'different'],
    ],
    [
      'with a filter that we have no words for',
      [master, { name: 'connections', index: newer, filter: 'foreign' }],
      ['matches', 'different'],
    ],
    [
      'left on an older generation',
      [master, { name: 'connections', index: older, filter: connected }],
      ['matches', 'different'],
    ],
    [
      'on an index that is none of ours',
      [{ name: 'master', index: 'mystery', filter: null }],
      ['different', 'missing'],
    ],
    [
      'on two generations',
      [master, { name: 'master', index: older, filter: null }],
      ['different', 'missing'],
    ],
  ])('%s', (_, states, expected) => {
    expect(statesOf(states)).toEqual(expected);
  });

  it('distinguishes a concrete index under the name of an alias from a missing alias', () => {
    expect(statesOf([], ['master'])).toEqual(['different', 'missing']);
    expect(compareWithContract(contract, [], new Set(['master']))[0]?.observedTarget).toBe(
      'master',
    );
  });

  it('claims nothing when nothing could be read', () => {
    expect(unknownContract(contract).map((check) => check.state)).toEqual([
      'not-known',
      'not-known',
    ]);
  });

  it('names aliases on our generations that are not in the contract', () => {
    const states: AliasState[] = [
      ...right,
      { name: 'tmp', index: older, filter: null },
      { name: 'tmp', index: 'unrelated', filter: null },
    ];
    expect(unexpectedAliases(contract, states)).toEqual([{ name: 'tmp', target: older }]);
  });
});
