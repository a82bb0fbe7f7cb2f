import { expect, it } from 'vitest';
import type { AliasCheck, AliasVerdict } from '#lib/indexes/index.ts';
import type { Console } from './console-client.ts';
import { checkIndexes } from './index-commands.ts';

const check = (state: AliasVerdict): AliasCheck => ({
  name: 'master',
  expectedTarget: 'master_1',
  expectedFilter: null,
  observedTarget: 'master_1',
  observedFilter: null,
  observedSettings: null,
  observedHealth: 'green',
  documents: null,
  state,
});

const answering = (aliases: readonly AliasCheck[]): Console => ({
  address: 'http://127.0.0.1:3000',
  // The one answer that the command asks for.
  get: <T>() => Promise.resolve({ environment: 'local', aliases } as T),
  post: () => Promise.reject(new Error('nothing is posted')),
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
  expect(json).toMatchObject([
    { state: 'matches' },
    { state: state === 'unreadable' ? 'different' : state },
  ]);
});
