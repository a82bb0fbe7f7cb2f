import { describe, expect, it } from 'vitest';
import {
  and,
  differs,
  equals,
  isIn,
  not,
  or,
  type Condition,
} from '#lib/platform/search/conditions.ts';
import type { AliasSettings, AliasState, IndexInfo } from '#lib/platform/search/port.ts';
import { compareWithContract, unexpectedAliases } from './compare-with-contract.ts';
import { expectedTargets } from './expected-targets.ts';

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
type Health = IndexInfo['health'];
const named = (names: readonly string[], health: Health = 'green') =>
  new Map(names.map((name) => [name, { health }]));
const compare = (
  states: readonly AliasState[],
  indexes: ReadonlyMap<string, Pick<IndexInfo, 'health'>>,
) => compareWithContract(contract, states, indexes, expectedTargets(contract, [], states));
const statesOf = (states: readonly AliasState[], concrete: readonly string[] = []) =>
  compare(states, named(concrete)).map((check) => check.state);

describe('the contract of aliases', () => {
  it('matches when every alias shows the live generation through its filter', () => {
    expect(statesOf(right)).toEqual(['matches', 'matches']);
    expect(compare(right, named([newer]))[1]).toEqual({
      alias: contract[1],
      live: newer,
      observed: {
        targets: [newer],
        filter: 'existsInGmc is true',
        filterText: null,
        isAlias: true,
        routing: null,
        settings: null,
      },
      health: 'green',
      isByExecution: false,
      state: 'matches',
    });
  });

  it('says the same of two indexes behind an alias, in whatever order they are listed', () => {
    const [, connections] = right;
    if (connections === undefined) throw new Error('no alias');
    const states = [master, connections, { ...connections, index: older, filter: null }];
    const both = compare(states, named([older, newer]));
    expect(both[1]?.observed?.targets).toEqual([older, newer]);
    expect(compare(states.toReversed(), named([older, newer]))).toEqual(both);
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
    expect(compare([], named(['master']))[0]?.observed).toMatchObject({
      targets: ['master'],
      isAlias: false,
    });
  });

  it.each<[Health, string]>([
    ['closed', 'unreadable'],
    ['red', 'unreadable'],
    ['yellow', 'matches'],
    ['not-known', 'matches'],
  ])('calls an alias on a %s index %s', (health, expected) => {
    const [check] = compare(right, named([newer], health));
    expect(check).toMatchObject({ health, state: expected });
  });

  it.each<[AliasSettings, string]>([
    [{ searchRouting: 'a' }, 'searches go to routing a only'],
    [{ indexRouting: 'b' }, 'writes go to routing b'],
    [{ isWriteIndex: false }, 'refuses writes'],
    [{ isWriteIndex: true }, 'marked as write index'],
    [{ isHidden: true }, 'hidden from patterns'],
  ])('calls an alias with settings of its own different: %j', (settings, words) => {
    const [check] = compare([{ ...master, settings }, ...right.slice(1)], named([newer]));
    expect(check).toMatchObject({ observed: { settings: words }, state: 'different' });
  });

  it.each<[Condition, boolean]>([
    [and(connected), true],
    [isIn('existsInGmc', [true]), true],
    [equals('existsInGmc', 'true'), true],
    [not(not(or(connected, connected))), true],
    [not(connected), false],
    [and(connected, differs('a', 'b')), false],
  ])('compares what a filter means: %j', (filter, isSame) => {
    const states: AliasState[] = [master, { name: 'connections', index: newer, filter }];
    const [, check] = compare(states, named([newer]));
    expect(check?.state).toBe(isSame ? 'matches' : 'different');
    if (!isSame) expect(check?.observed?.filter).not.toBe('existsInGmc is true');
  });

  it('verifies by documents a filter that cannot be read, where all else is right', () => {
    const foreign: AliasState = { name: 'connections', index: newer, filter: 'foreign' };
    expect(compare([master, foreign], named([newer]))[1]?.isByExecution).toBe(true);
    expect(compare([master, { ...foreign, index: older }], named([newer]))[1]).toMatchObject({
      isByExecution: false,
      state: 'different',
    });
  });

  it('shows no number of a person that a filter names', () => {
    const filter = equals('gmcReferenceNumber', '7000001');
    const filterText = JSON.stringify({ term: { 'gmcReferenceNumber.keyword': '7000001' } });
    const [, check] = compare(
      [master, { name: 'connections', index: newer, filter, filterText }],
      named([newer]),
    );
    expect(JSON.stringify(check?.observed)).not.toContain('7000001');
  });

  it('names aliases on our generations that are not in the contract', () => {
    const states: AliasState[] = [
      ...right,
      { name: 'tmp', index: older, filter: null },
      { name: 'tmp', index: 'unrelated', filter: null },
    ];
    expect(unexpectedAliases(contract, states)).toEqual([
      { name: 'tmp', target: older, filter: null },
    ]);
  });
});
