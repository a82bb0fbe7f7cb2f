import { expect, it } from 'vitest';
import type {
  AliasCheck,
  AliasVerdict,
  GenerationCheck,
  RollBackOutcome,
  RunList,
} from '#lib/indexes/index.ts';
import type { Console } from './console-client.ts';
import {
  checkIndexes,
  listGenerations,
  noteAboutGeneration,
  rollBackReaders,
  showSeen,
} from './index-commands.ts';
import { onlyEnvironment } from './only-environment.ts';
import { checkOf, silentConsole } from './testing.ts';

const check = (state: AliasVerdict): AliasCheck => checkOf({ name: 'master', state });

const answering = (
  aliases: readonly AliasCheck[],
  generations?: readonly GenerationCheck[],
): Console => ({
  ...silentConsole,
  get: <T>() => {
    const given = generations === undefined ? { aliases } : { aliases, generations };
    // The one answer that the command asks for.
    return Promise.resolve({
      environment: 'local',
      observedAt: '2026-11-21T10:00:00Z',
      ...given,
    } as T);
  },
});

it.each<[AliasVerdict, number]>([
  ['matches', 0],
  ['missing', 4],
  ['different', 4],
  ['unreadable', 4],
  ['not-known', 5],
])('an alias that is %s ends with %i', async (state, expected) => {
  const { exitCode, json, says } = await checkIndexes(
    answering([check('matches'), check(state)]),
    'local',
  );
  expect(exitCode).toBe(expected);
  expect(says).toContain(state);
  expect(json).toMatchObject({
    environment: 'local',
    state: { 0: 'matches', 4: 'drift', 5: 'not-known' }[expected],
    aliases: [{ state: 'matches' }, { state: state === 'unreadable' ? 'different' : state }],
  });
});

it.each([
  [true, 'This is before the first settled sync, which puts it right.'],
  [false, ''],
])('what is missing is drift, before the first settled sync (%s) too', async (isUnbuilt, says) => {
  const answer = {
    environment: 'local',
    observedAt: 'now',
    aliases: [check('missing')],
    isUnbuilt,
  };
  const outcome = await checkIndexes(
    // The one answer that the command asks for.
    { ...silentConsole, get: <T>() => Promise.resolve(answer as T) },
    'local',
  );
  expect(outcome).toMatchObject({ exitCode: 4, json: { state: 'drift', isUnbuilt } });
  expect(outcome.says.split('\n').slice(1).join()).toBe(says);
});

it('lists what the contract does not name, which is no drift', async () => {
  const unexpected = [{ name: 'by_hand', target: 'master_1', filter: null }];
  const check = await checkIndexes(
    {
      ...silentConsole,
      get: <T>() =>
        // The one answer that the command asks for.
        Promise.resolve({ environment: 'local', observedAt: 'now', aliases: [], unexpected } as T),
    },
    'local',
  );
  expect(check).toMatchObject({ exitCode: 0, json: { state: 'matches', unexpected } });
  expect(check.says).toBe('by_hand leads to master_1, no filter: the contract does not name it.');
});

it.each<[string, Partial<GenerationCheck>, number]>([
  ['users are affected', { findings: [{ about: 'settings', concerns: 'users', says: 'Off.' }] }, 4],
  [
    'nobody reads',
    {
      role: 'building',
      findings: [{ about: 'mapping', concerns: 'users', says: 'Other.' }],
    },
    0,
  ],
  ['writes are', { findings: [{ about: 'blocks', concerns: 'writes', says: 'Blocked.' }] }, 0],
  ['it is not known', { state: 'not-known' }, 0],
])('a generation of which %s ends with its code, and is said', async (_, given, expected) => {
  const generation: GenerationCheck = {
    index: 'master_1',
    base: 'master',
    role: 'live',
    state: 'different',
    findings: [],
    observed: null,
    says: 'master_1: something.',
    ...given,
  };
  const { exitCode, json, says } = await checkIndexes(
    answering([check('matches')], [generation]),
    'local',
  );
  expect(exitCode).toBe(expected);
  expect(says).toContain('master_1: something.');
  expect(json).toMatchObject({
    state: expected === 4 ? 'drift' : 'matches',
    generations: [{ index: 'master_1' }],
  });
});

it.each<[number | null, number | null, boolean, number]>([
  [5, 5, false, 0],
  [0, 5, true, 4],
  [null, 5, false, 5],
])('a list of %s documents, and %s before, ends with its code', async (...given) => {
  const [documents, before, standsOut, expected] = given;
  const list = {
    name: 'hidden',
    title: 'Hidden',
    page: 'Connections',
    documents,
    before,
    standsOut,
  };
  const asked: string[] = [];
  const { exitCode, json, says } = await showSeen(
    {
      ...answering([]),
      get: <T>(path: string) => {
        asked.push(path);
        const bodies = [{ body: '1-BODY', lists: [list], standsOut }];
        // The one answer that the command asks for.
        return Promise.resolve({
          environment: 'local',
          observedAt: 'now',
          bodies,
          refused: documents === null ? 'It may not count them.' : null,
        } as T);
      },
    },
    { environment: 'local', body: '1-BODY' },
  );
  expect(asked).toEqual(['/api/indexes/seen?body=1-BODY&environment=local']);
  expect(exitCode).toBe(expected);
  const refused = documents === null ? 'It may not count them.' : null;
  expect(json).toEqual({
    environment: 'local',
    observedAt: 'now',
    body: '1-BODY',
    lists: [list],
    refused,
  });
  if (refused !== null) expect(says).toContain(refused);
  expect(says).toContain('before the last swap 5');
});

it('takes the only environment where none is named', async () => {
  const only: Console = {
    ...silentConsole,
    // The one answer that it asks for.
    get: <T>() => Promise.resolve({ environment: 'local', services: [] } as T),
  };
  expect(await onlyEnvironment(only)).toBe('local');
});

it('does not say that there is no generation where that is not known', async () => {
  const listed = (asOf: string | null) =>
    listGenerations(
      {
        ...silentConsole,
        // The one answer that the command asks for.
        get: <T>() => Promise.resolve({ generations: [], asOf } as T),
      },
      'local',
    );
  expect(await listed('2026-11-21T10:00:00Z')).toMatchObject({
    says: 'There is no generation yet.',
    exitCode: 0,
  });
  const unknown = await listed(null);
  expect([unknown.exitCode, unknown.says]).toEqual([
    5,
    'It is not known which generations there are: the search engine has not answered.',
  ]);
});

it.each<[string, AliasVerdict, RunList['state'], number]>([
  ['all is as it should be', 'matches', 'works', 0],
  ['an alias differs', 'different', 'works', 4],
  ['a list of a page fails', 'matches', 'fails', 4],
  ['whether a list works is not known', 'matches', 'not-known', 5],
  ['an alias is not known', 'not-known', 'works', 5],
])('a roll back after which %s ends with its code', async (_, state, works, expected) => {
  const list = { name: 'hidden', title: 'Hidden', page: 'Connections', alias: 'master' };
  const outcome: RollBackOutcome = {
    environment: 'local',
    to: 'local-1',
    generations: { master: 'master_1' },
    aliases: [check(state)],
    lists: [{ ...list, documents: works === 'works' ? 5 : null, state: works, says: null }],
    warnings: [],
  };
  const sent: unknown[] = [];
  const rolledBack = await rollBackReaders(
    {
      ...silentConsole,
      post: <T>(path: string, input: unknown) => {
        sent.push([path, input]);
        // The one answer that the command asks for.
        return Promise.resolve(outcome as T);
      },
    },
    { environment: 'local', to: 'local-1', reason: 'Wrong bodies' },
  );
  const asked = { environment: 'local', to: 'local-1', reason: 'Wrong bodies' };
  expect(sent).toEqual([['/api/v1/indexes/rollback', asked]]);
  expect(rolledBack).toMatchObject({ exitCode: expected, json: outcome });
});

it('a note is sent for a generation, and printed below it', async () => {
  const sent: unknown[] = [];
  const note = {
    environment: 'local',
    generation: 'local-12',
    indexes: ['master_12'],
    text: 'Why',
  };
  const noted = await noteAboutGeneration(
    {
      ...silentConsole,
      post: <T>(path: string, input: unknown) => {
        sent.push([path, input]);
        // The one answer that the command asks for.
        return Promise.resolve(note as T);
      },
    },
    'local-12',
    { environment: 'local', text: 'Why' },
  );
  expect(sent).toEqual([
    ['/api/v1/indexes/note', { environment: 'local', generation: 'local-12', text: 'Why' }],
  ]);
  expect(noted).toMatchObject({ json: note, exitCode: 0 });

  const at = '2026-11-21T10:00:00Z';
  const generation = {
    index: 'master_12',
    role: 'live',
    isSeen: true,
    documents: 5,
    health: 'green',
  };
  const listed = await listGenerations(
    {
      ...silentConsole,
      get: <T>() =>
        // The one answer that the command asks for.
        Promise.resolve({
          generations: [{ ...generation, notes: [{ at, by: 'anna', text: 'Why' }] }],
          asOf: at,
        } as T),
    },
    'local',
  );
  expect(listed.says).toMatch(new RegExp(`\n  ${at} anna: Why\nAs .* showed them at ${at}\\.$`));
});
