import { expect, it } from 'vitest';
import type { AliasCheck, AliasVerdict } from '#lib/indexes/index.ts';
import type { Console } from './console-client.ts';
import { checkIndexes, showSeen } from './index-commands.ts';
import { checkOf, silentConsole } from './testing.ts';

const check = (state: AliasVerdict): AliasCheck => checkOf({ name: 'master', state });

const answering = (aliases: readonly AliasCheck[]): Console => ({
  ...silentConsole,
  // The one answer that the command asks for.
  get: <T>() =>
    Promise.resolve({ environment: 'local', observedAt: '2026-11-21T10:00:00Z', aliases } as T),
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
        return Promise.resolve({ environment: 'local', observedAt: 'now', bodies } as T);
      },
    },
    { environment: 'local', body: '1-BODY' },
  );
  expect(asked).toEqual(['/api/indexes/seen?body=1-BODY&environment=local']);
  expect(exitCode).toBe(expected);
  expect(json).toEqual({ environment: 'local', observedAt: 'now', body: '1-BODY', lists: [list] });
  expect(says).toContain('before the last swap 5');
});
