import { describe, expect, it } from 'vitest';
import { done, refuse } from '#lib/kernel/result.ts';
import { equals } from '#lib/platform/search/conditions.ts';
import type { AliasState, IndexInfo } from '#lib/platform/search/port.ts';
import { checkOf, isDoubtful, questionsOf, unknownContract, type Counts } from './check-alias.ts';
import { compareWithContract } from './compare-with-contract.ts';

const [older, live] = ['master_20261120t100000_1', 'master_20261121t100000_2'];
const alias = { name: 'connections', target: 'master', filter: equals('existsInGmc', true) };
const right: AliasState = { name: alias.name, index: live, filter: alias.filter };

function comparedWith(
  states: readonly AliasState[],
  health: IndexInfo['health'] = 'green',
  names: readonly string[] = [older, live],
) {
  const indexes = new Map(names.map((name) => [name, { health }]));
  const [compared] = compareWithContract([alias], states, indexes, new Map([['master', live]]));
  if (compared === undefined) throw new Error('one alias was compared');
  return compared;
}

const counts = { shows: done(70_914), shouldShow: done(58_201) };
const verified = (states: readonly AliasState[], given: Counts = counts) =>
  checkOf(comparedWith(states), given);

describe('an alias, verified in a sentence', () => {
  it.each<[string, readonly AliasState[], string]>([
    ['missing', [], 'connections is missing.'],
    [
      'without its filter',
      [{ ...right, filter: null }],
      'connections has no filter: it shows 70,914 documents instead of 58,201.',
    ],
    [
      'with another filter',
      [{ ...right, filter: equals('existsInGmc', false) }],
      'connections has another filter: it shows 70,914 documents instead of 58,201.',
    ],
    [
      'on an older generation',
      [{ ...right, index: older }],
      `connections points at ${older} instead of ${live}: it shows 70,914 documents instead of ` +
        '58,201.',
    ],
    [
      'on two',
      [right, { ...right, index: older }],
      `An extra index is behind connections: ${older}. Readers get all of them.`,
    ],
    [
      'routed',
      [{ ...right, settings: { searchRouting: 'a' } }],
      'connections reads one part of the index only (searches go to routing a only): it shows ' +
        '70,914 documents instead of 58,201.',
    ],
  ])('%s', (_, states, says) => {
    const given = states.length === 0 ? { shows: refuse('not-found', 'none') } : counts;
    const check = verified(states, given);
    expect(check.says).toBe(says);
    expect(check.state).toBe(states.length === 0 ? 'missing' : 'different');
  });

  it('an index in its place', () => {
    const compared = comparedWith([], 'green', [alias.name, live]);
    expect(checkOf(compared, counts)).toMatchObject({
      state: 'different',
      comparedBy: 'meaning',
      observed: { isAlias: false },
      says:
        'connections is an index, not an alias: created by a service that started while the ' +
        'alias was missing; it will never be updated.',
    });
  });

  it('as it should be', () => {
    const same = { shows: done(58_201), shouldShow: done(58_201) };
    expect(verified([right], same)).toMatchObject({
      state: 'matches',
      comparedBy: 'meaning',
      shows: 58_201,
      shouldShow: 58_201,
    });
  });

  it.each<[number, string]>([
    [5, 'not-known'],
    [4, 'matches'],
    [3, 'matches'],
  ])('as far as it is seen, showing %d documents instead of 4', (shows, state) => {
    const check = verified([right], { shows: done(shows), shouldShow: done(4) });
    expect(check).toMatchObject({ state, comparedBy: 'meaning', shows });
    expect(check.says.includes('it may lead to another index')).toBe(state === 'not-known');
  });

  it.each<[string, readonly [number, number], readonly [number, number], string]>([
    ['a document comes in between', [5, 4], [6, 6], 'matches'],
    ['they come all the time', [5, 4], [7, 6], 'matches'],
    ['they go all the time', [9, 8], [7, 6], 'matches'],
    ['it leads to more, and they come', [9, 4], [10, 5], 'not-known'],
  ])('counted twice while %s', (_, first, second, state) => {
    const counted = ([shows, shouldShow]: readonly [number, number]): Counts => ({
      shows: done(shows),
      shouldShow: done(shouldShow),
    });
    const compared = comparedWith([right]);
    expect(isDoubtful(compared, counted(first))).toBe(true);
    const check = checkOf(compared, counted(second), false, [counted(first)]);
    expect(check).toMatchObject({ state, shows: second[0], shouldShow: second[1] });
    expect(check.says.includes('shows 4 documents more than')).toBe(state === 'not-known');
  });

  it('as it should be, and failing while no document has a field of its filter', () => {
    const check = verified([right], { shows: refuse('invalid', 'no field'), shouldShow: done(0) });
    expect(check).toMatchObject({ state: 'unreadable', searchFails: true });
    expect(check.says).toContain('while a field that the filter reads is in no document yet');
  });

  it.each<[IndexInfo['health'], string]>([
    ['closed', 'closed'],
    ['red', 'red'],
  ])('on a %s index', (health, word) => {
    const check = checkOf(comparedWith([right], health), counts);
    expect(check.state).toBe('unreadable');
    expect(check.says).toContain(word);
  });
});

describe('a filter that cannot be read', () => {
  const foreign: AliasState = { ...right, filter: 'foreign' };

  it('asks for the documents that only one of the two shows', () => {
    expect(questionsOf(comparedWith([foreign])).map((question) => question.for)).toEqual([
      'shows',
      'shouldShow',
      'onlyObserved',
      'both',
    ]);
  });

  it.each<[Counts, string, string]>([
    [
      { shows: done(5), shouldShow: done(5), onlyObserved: done(0), both: done(5) },
      'matches',
      'connections has another text for its filter, and shows the same 5 documents today.',
    ],
    [
      { shows: done(5), shouldShow: done(5), onlyObserved: done(2), both: done(3) },
      'different',
      'connections has another filter: it shows 2 documents that the contract would not and ' +
        'leaves out 2 documents that it would show.',
    ],
    [
      { shows: done(6), shouldShow: done(5), onlyObserved: done(0), both: done(6) },
      'not-known',
      'connections shows 1 document more than the index that it is seen on would: it may lead to ' +
        'another index, and the account of this console may not see it. Let it list and read all ' +
        'indexes and aliases (view_index_metadata, monitor, read).',
    ],
    [
      { shows: done(5), shouldShow: done(5), onlyObserved: refuse('unavailable', 'x') },
      'not-known',
      'connections has a filter that the console cannot read, and its documents could not be ' +
        'counted.',
    ],
    [
      { shows: refuse('invalid', 'no field'), shouldShow: done(5) },
      'different',
      'connections has a filter that the search engine refuses: every search through it fails.',
    ],
  ])('is verified by them: %j', (given, state, says) => {
    expect(verified([foreign], given)).toMatchObject({
      state,
      says,
      comparedBy: state === 'not-known' ? 'meaning' : 'execution',
    });
  });
});

describe('an account that may not see everything', () => {
  it.each([
    [done(5), 'not-known'],
    [refuse('forbidden', 'no'), 'not-known'],
    [refuse('not-found', 'none'), 'missing'],
  ])('never calls missing what it cannot see: %j', (shows, state) => {
    const check = verified([], { shows });
    expect(check.state).toBe(state);
    if (state === 'not-known') expect(check.says).toContain('view_index_metadata');
  });

  it('nor what is in no list while the engine does not answer: the lists may be a part', () => {
    expect(verified([], { shows: refuse('unavailable', 'no response') }).state).toBe('not-known');
  });

  it('knows nothing where the aliases cannot be read, and says why', () => {
    const [check] = unknownContract([alias], { kind: 'forbidden', says: 'no' });
    expect(check).toMatchObject({ state: 'not-known', shows: null });
    expect(check?.says).toContain('view_index_metadata');
    expect(unknownContract([alias], null)[0]?.says).toContain('does not answer');
  });
});
