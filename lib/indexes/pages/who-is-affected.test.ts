import { describe, expect, it } from 'vitest';
import { equals } from '#lib/platform/search/conditions.ts';
import type { AliasCheck, ObservedAlias, PageVerdict, StageAhead } from '../model.ts';
import { theBody } from '../model.ts';
import type { UsersPage } from './users-page.ts';
import { whoIsAffected } from './who-is-affected.ts';

const page = (given: Partial<UsersPage>): UsersPage => ({
  page: 'Connections',
  tab: null,
  reads: null,
  beforeStage: {},
  withoutFilter: 'lists-everyone',
  isMadeWhenMissing: false,
  harmed: 'admins',
  lists: [],
  ...given,
});

const pages: readonly UsersPage[] = [
  page({ tab: 'Current connections', reads: 'connections', beforeStage: { doctors: 'empty' } }),
  page({
    tab: 'Discrepancies',
    reads: 'discrepancies',
    beforeStage: { doctors: 'lists-everyone', 'hidden-discrepancies': 'extra-rows' },
    harmed: 'resolvers',
  }),
  page({
    tab: 'Hidden',
    reads: 'discrepancies',
    withoutFilter: 'extra-rows',
    harmed: 'resolvers',
    lists: [{ name: 'hidden', title: 'Hidden', where: equals('hidden', theBody) }],
  }),
  page({ page: 'Recommendations', reads: 'recommendations', isMadeWhenMissing: true }),
  page({ page: 'Detail pages' }),
];
const aliases = [
  { name: 'master', target: 'master' },
  { name: 'connections', target: 'master' },
  { name: 'discrepancies', target: 'master' },
  { name: 'recommendations', target: 'recommendations' },
];

const observed = (given: Partial<ObservedAlias> = {}): ObservedAlias => ({
  targets: ['master_1'],
  filter: null,
  filterText: null,
  isAlias: true,
  routing: null,
  settings: null,
  ...given,
});
const check = (name: string, given: Partial<AliasCheck> = {}): AliasCheck => ({
  name,
  state: 'matches',
  expected: { target: 'master_1', filter: null },
  observed: observed(),
  comparedBy: 'meaning',
  shows: 50,
  shouldShow: 50,
  health: 'green',
  searchFails: false,
  says: '',
  ...given,
});
const filtered = { expected: { target: 'master_1', filter: 'a and b differ' } };

/** All aliases as they should be, but for discrepancies. */
const given = (
  discrepancies: Partial<AliasCheck>,
  isUnbuilt = false,
  ahead: readonly StageAhead[] = [],
) =>
  whoIsAffected({
    pages,
    aliases,
    checks: [
      check('master'),
      check('connections'),
      check('discrepancies', {
        ...filtered,
        observed: observed({ filter: 'a and b differ' }),
        ...discrepancies,
      }),
      check('recommendations', { expected: { target: 'recommendations_1', filter: null } }),
    ],
    ahead,
    isUnbuilt,
  });

/** What the tabs Discrepancies and Hidden show. */
const tabs = (discrepancies: Partial<AliasCheck>, isUnbuilt?: boolean) =>
  given(discrepancies, isUnbuilt).now.verdicts.slice(1, 3);

describe('each page', () => {
  it.each<[string, Partial<AliasCheck>, PageVerdict, PageVerdict]>([
    ['as the contract says', {}, 'right', 'right'],
    ['missing', { state: 'missing', observed: null, shows: null }, 'error', 'error'],
    ['not known', { state: 'not-known', observed: null, shows: null }, 'not-known', 'not-known'],
    [
      'without its filter',
      { state: 'different', observed: observed(), shows: 90 },
      'lists-everyone',
      'extra-rows',
    ],
    [
      'with a filter that is refused',
      { state: 'different', observed: observed({ filter: 'x' }), searchFails: true, shows: null },
      'error',
      'error',
    ],
    [
      'with a filter that shows too little',
      { state: 'different', observed: observed({ filter: 'x' }), shows: 4 },
      'rows-missing',
      'rows-missing',
    ],
    [
      'with a filter that shows nothing',
      { state: 'different', observed: observed({ filter: 'x' }), shows: 0 },
      'empty',
      'empty',
    ],
    [
      'on an older index',
      { state: 'different', observed: observed({ targets: ['master_0'] }), shows: 49 },
      'stale',
      'stale',
    ],
    [
      'on two indexes',
      { state: 'different', observed: observed({ targets: ['master_0', 'master_1'] }), shows: 99 },
      'extra-rows',
      'extra-rows',
    ],
    [
      'an index of that name',
      { state: 'different', observed: observed({ isAlias: false, targets: ['discrepancies'] }) },
      'stale',
      'stale',
    ],
    [
      'on a closed index',
      { state: 'unreadable', health: 'closed', searchFails: true, shows: null },
      'error',
      'error',
    ],
    ['on a red index', { state: 'unreadable', health: 'red' }, 'rows-missing', 'rows-missing'],
    [
      'hidden from patterns',
      {
        state: 'different',
        observed: observed({ filter: 'a and b differ', settings: 'hidden from patterns' }),
      },
      'right',
      'right',
    ],
  ])('with its alias %s', (_, discrepancies, ofTab, ofHidden) => {
    expect(tabs(discrepancies)).toEqual([ofTab, ofHidden]);
    expect(given(discrepancies).now.verdicts[4]).toBe('right');
  });

  it('is empty where the index that its alias leads to is', () => {
    const { now } = whoIsAffected({
      pages,
      aliases,
      checks: ['master', 'connections', 'discrepancies'].map((name) =>
        check(name, { shows: 0, shouldShow: 0 }),
      ),
      ahead: [],
      isUnbuilt: false,
    });
    expect(now.verdicts).toEqual(['empty', 'empty', 'empty', 'not-known', 'right']);
  });

  it('is not read from an index of that name before the first swap', () => {
    const before = { state: 'different', observed: observed({ isAlias: false }) } as const;
    expect(tabs(before, true)).toEqual(['not-known', 'not-known']);
  });
});

it('says for support staff what is wrong, and what works', () => {
  const { says, byAlias, now } = given({ state: 'missing', observed: null, shows: null });
  expect(says).toEqual([
    'Connections, tabs Discrepancies and Hidden: show an error for every designated body.',
    'Recommendations and Detail pages work.',
  ]);
  expect(byAlias).toEqual({ discrepancies: says.join(' ') });
  expect(now).toMatchObject({ name: 'discrepancies', says: 'missing', harmed: ['resolvers'] });
  expect(given({}).says).toEqual(['Connections, Recommendations and Detail pages work.']);
});

describe('while a sync fills the index that users read', () => {
  const doctors = { stage: 'doctors', hasBegun: false };
  const hidden = { stage: 'hidden-discrepancies', hasBegun: false };
  it.each<[string, readonly StageAhead[], readonly PageVerdict[], string]>([
    [
      'no doctor has come: all trainees are false discrepancies, nobody is connected',
      [doctors, hidden],
      ['empty', 'lists-everyone'],
      'doctors not yet in the index that users read',
    ],
    [
      'some doctors have come',
      [{ ...doctors, hasBegun: true }, hidden],
      ['rows-missing', 'extra-rows'],
      'doctors not all in the index that users read',
    ],
    [
      'hidden ones reappear',
      [hidden],
      ['right', 'extra-rows'],
      'hidden discrepancies not yet in the index that users read',
    ],
  ])('%s', (_, ahead, verdicts, says) => {
    const { now } = given({}, false, ahead);
    expect(now.verdicts.slice(0, 2)).toEqual(verdicts);
    expect(now).toMatchObject({ name: null, says });
  });

  it('a missing alias is an error all the same', () => {
    const { now } = given({ state: 'missing', observed: null }, false, [doctors, hidden]);
    expect(now.verdicts.slice(0, 2)).toEqual(['empty', 'error']);
    expect(now).toMatchObject({ name: 'discrepancies', says: 'missing' });
  });
});

it('shows the conditions known from incidents, with who is harmed', () => {
  const { conditions } = given({});
  expect(conditions.map(({ name, says }) => (name === null ? says : `${name} ${says}`))).toEqual([
    'connections missing',
    'discrepancies missing',
    'recommendations missing',
    'recommendations is an index, not an alias',
    'master index missing',
    'master index empty',
    'doctors not yet in the index that users read',
    'hidden discrepancies not yet in the index that users read',
  ]);
  const [connections, , recommendations, made, lost] = conditions;
  expect(connections?.verdicts).toEqual(['error', 'right', 'right', 'right', 'right']);
  expect(recommendations?.verdicts[3]).toBe('error-or-stale');
  expect(made?.verdicts).toEqual(['right', 'right', 'right', 'stale', 'right']);
  expect(lost?.verdicts).toEqual(['error', 'error', 'error', 'right', 'right']);
  expect(lost?.harmed).toEqual(['admins', 'resolvers']);
});
