import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { documented, showRun, startReadiness, startRun, type Pipeline } from './index.ts';
import type { SyncWorld } from './world.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

async function settle(environment: string, swaps: readonly (readonly string[])[]) {
  const pipelines = [tinyPipeline({ pebbles: () => [] })];
  const world = worldOver(database, { pipelines, environment: environmentNamed(environment) });
  for (const from of swaps) {
    const input = { environment, pipeline: 'tiny', reason: 'test', dry: false };
    const run = await startRun(world, systemActor('test'), input);
    if (!run.ok) throw new FaultError(run.fault);
    const swap = { moves: [{ alias: 'a', from, to: 'new', filter: null }], removeIndexes: [] };
    await database.run(
      `update run set state = 'settled', started_at = queued_at, phase = 'moved',
         ended_at = queued_at, swap = $3::jsonb where environment = $1 and number = $2`,
      [environment, run.value.number, JSON.stringify(swap)],
    );
  }
  const readiness = await startReadiness(world);
  if (!readiness.ok) throw new FaultError(readiness.fault);
  return readiness.value.settled.emptied;
}

test.each([
  ['nothing', [], { noneSince: null, untilSwapOf: null, notCountedOf: null }],
  ['a first run', [[]], { noneSince: null, untilSwapOf: 1, notCountedOf: null }],
  ['later runs', [[], ['old'], ['old']], { noneSince: 2, untilSwapOf: 1, notCountedOf: null }],
  [
    'an alias that was new',
    [['old'], [], ['old']],
    { noneSince: 3, untilSwapOf: 2, notCountedOf: null },
  ],
])('pages that %s left empty', async (name, swaps, emptied) => {
  expect(await settle(`empty-${name.replaceAll(' ', '-')}`, swaps)).toEqual(emptied);
});

test('the last settled run is found however many have failed or were dry since', async () => {
  const pipelines = [tinyPipeline({ pebbles: () => [] })];
  const world = worldOver(database, { pipelines, environment: environmentNamed('far') });
  const add = async (state: string, dry: boolean): Promise<void> => {
    const input = { environment: 'far', pipeline: 'tiny', reason: 'test', dry };
    const run = await startRun(world, systemActor('test'), input);
    if (!run.ok) throw new FaultError(run.fault);
    await database.run(
      `update run set state = $2, started_at = queued_at,
         ended_at = queued_at + make_interval(secs => number)
       where environment = 'far' and number = $1`,
      [run.value.number, state],
    );
  };
  await add('settled', false);
  await add('settled', false);
  for (let at = 0; at < 30; at++) await add('failed', false);
  await add('settled', true);
  const readiness = await startReadiness(world);
  if (!readiness.ok) throw new FaultError(readiness.fault);
  expect(readiness.value.settled).toMatchObject({
    last: { run: 'far-2', number: 2 },
    durationsMs: { tiny: [2_000, 1_000] },
  });
});

test('the start and the run itself go by the same runs', async () => {
  const name = 'same-basis';
  const pipelines = ['one', 'other'].map((named) => ({
    ...tinyPipeline({ pebbles: () => [] }),
    name: named,
  }));
  const world = worldOver(database, { pipelines, environment: environmentNamed(name) });
  const start = async (pipeline: string): Promise<string> => {
    const input = { environment: name, pipeline, reason: 'test' };
    const run = await startRun(world, systemActor('test'), input);
    if (!run.ok) throw new FaultError(run.fault);
    return run.value.run;
  };
  const settle = () =>
    database.run(
      `update run set state = 'settled', started_at = queued_at,
         ended_at = queued_at + make_interval(secs => number)
       where environment = $1 and ended_at is null`,
      [name],
    );
  // Many of the other one since.
  for (let at = 0; at < 40; at++) {
    await start(at < 15 ? 'one' : 'other');
    await settle();
  }
  for (const pipeline of ['one', 'other']) {
    const readiness = await startReadiness(world);
    if (!readiness.ok) throw new FaultError(readiness.fault);
    const shown = await showRun(world, await start(pipeline));
    if (!shown.ok) throw new FaultError(shown.fault);
    expect(shown.value.earlierDurationsMs).toHaveLength(12);
    expect(readiness.value.settled.durationsMs[pipeline]).toEqual(shown.value.earlierDurationsMs);
    await database.run(
      `update run set state = 'failed', ended_at = queued_at
       where environment = $1 and ended_at is null`,
      [name],
    );
  }
});

describe('while an outside service is away', () => {
  const services = ['amqp', 'sqs', 'search', 'tcs', 'reval'];
  let environments = 0;

  /** One in which all services are there but `away`. */
  function worldWithout(away: string, pipeline: Pipeline, ours: readonly string[]): SyncWorld {
    const environment = environmentNamed(`without-${away}-${++environments}`);
    const catalogued = services.map((id) => ({
      id,
      name: id,
      adapter: 'a server',
      environment: environment.name,
      isReal: true,
      check: () => (id === away ? Promise.reject(new Error('away')) : Promise.resolve()),
      timeLimitMs: 1_000,
    }));
    return worldOver(database, {
      pipelines: [pipeline],
      environment,
      participants: new Set(ours),
      catalogue: catalogueOf(catalogued, () => new Date()),
    });
  }

  const doctorsByAmqp = tinyPipeline({ pebbles: () => [] });
  const doctorsBySqs = tinyPipeline({ pebbles: () => [], channel: 'sqs' });
  const sync = documented('reval.exchange');
  const all = ['tcs', 'recommendation', 'connection'];

  test.each([
    ['sqs', 'a pipeline without it starts', doctorsByAmqp, all, true],
    ['sqs', 'a pipeline that has a queue there does not', doctorsBySqs, all, false],
    ['tcs', 'a run starts whose participant reads it elsewhere', sync, ['recommendation'], true],
    ['tcs', 'a run that reads it here does not', sync, all, false],
    ['amqp', 'no run starts', doctorsBySqs, all, false],
    ['search', 'no run starts', doctorsByAmqp, [], false],
  ] as const)('%s: %s', async (away, _, pipeline, ours, starts) => {
    const world = worldWithout(away, pipeline, ours);
    const readiness = await startReadiness(world);
    if (!readiness.ok) throw new FaultError(readiness.fault);
    const down = readiness.value.services.filter(({ state }) => state === 'down');
    expect(down.map(({ service }) => service)).toEqual(starts ? [] : [`${away} (a server)`]);

    const started = await startRun(world, systemActor('test'), {
      environment: world.environment.name,
      pipeline: pipeline.name,
      reason: 'test',
    });
    if (starts) expect(started).toMatchObject({ ok: true, value: { state: 'queued' } });
    else
      expect(started).toMatchObject({
        ok: false,
        fault: {
          kind: 'precondition',
          says: `Nothing was started. ${away} (a server) cannot be reached.`,
        },
      });
  });
});
