import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import type { Delivery, Headers } from '#lib/platform/broker/port.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { readOrigin, readStageHeaders, stageHeaders } from '../wire-headers.ts';
import { MessageOwners } from './message-owner.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

let number = 0;
async function addRun(environment: string, isEnded: boolean): Promise<string> {
  const id = newId();
  await database.run(
    `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
       reason, request_id, as_of, ended_at)
     values ($1, $2, $3, 'tiny', 1, 'running', 'test',
       '', '', '2026-11-21', case when $4 then clock_timestamp() end)`,
    [id, environment, ++number, isEnded],
  );
  return id;
}

const of = (environment: string | null, runId: string): Headers =>
  stageHeaders({ environment, runId, stage: 'pebbles', attempt: 1, token: 1 });

async function ownerOf(owners: MessageOwners, headers: Headers): Promise<string> {
  const delivery: Delivery = { queue: 'q', body: '{}', headers, redelivered: false, receipt: '' };
  const { ours, ended, theirs } = await owners.sort([delivery]);
  return [
    ...ours.map(() => 'ours'),
    ...ended.map(() => 'ended'),
    ...theirs.map(() => 'theirs'),
  ].join();
}

describe('whose a message is', () => {
  test('its run says, and the environment in its headers', async () => {
    const owners = new MessageOwners(database, 'mine');
    const [going, over] = [await addRun('mine', false), await addRun('mine', true)];
    const [theirs, theirOver] = [await addRun('theirs', false), await addRun('theirs', true)];
    const expected: readonly (readonly [string, Headers, string])[] = [
      ['no headers: a service that is not ours', {}, 'ours'],
      ['our run', of('mine', going), 'ours'],
      ['our run, from before there was an environment', of(null, going), 'ours'],
      ['our run that has ended', of('mine', over), 'ours'],
      ['their run', of('theirs', theirs), 'theirs'],
      ['their run, without an environment', of(null, theirs), 'theirs'],
      ['their run under our name', of('mine', theirs), 'theirs'],
      ['their run that has ended', of('theirs', theirOver), 'ended'],
      ['the same, without an environment', of(null, theirOver), 'ended'],
      ['a run that nobody here knows', of('theirs', newId()), 'theirs'],
      ['the same under our name', of('mine', newId()), 'theirs'],
      ['the same without an environment', of(null, newId()), 'theirs'],
      ['our run under their name', of('theirs', going), 'theirs'],
      ['no run, their name', { 'tis-environment': 'theirs' }, 'theirs'],
      ['a run that is none', of('mine', 'not-a-run'), 'ours'],
    ];
    for (const [says, headers, owner] of expected)
      expect([says, await ownerOf(owners, headers)]).toEqual([says, owner]);
  });

  test('another run of the environment is left to its driver until it has ended', async () => {
    const [mine, other] = [await addRun('one', true), await addRun('one', false)];
    const owners = new MessageOwners(database, 'one', mine);
    expect(await ownerOf(owners, of('one', mine))).toBe('ours');
    expect(await ownerOf(owners, of('one', other))).toBe('theirs');
    await database.run('update run set ended_at = clock_timestamp() where id = $1', [other]);
    expect(await ownerOf(new MessageOwners(database, 'one', mine), of('one', other))).toBe('ours');
  });

  test('is not asked of the database for messages of the run at hand', async () => {
    const before = database.statements();
    const runId = newId();
    await ownerOf(new MessageOwners(database, 'one', runId), of('one', runId));
    expect(database.statements()).toBe(before);
  });
});

test('the environment travels in the headers, and old messages do without it', () => {
  const runId = newId();
  expect(readOrigin(of('prod', runId))).toEqual({ environment: 'prod', runId });
  expect(readStageHeaders(of(null, runId))).toMatchObject({ environment: null, runId });
  expect(readStageHeaders(of('prod', 'not-a-run'))).toBeNull();
});
