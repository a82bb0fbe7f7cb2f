import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { startReadiness, startRun } from './index.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

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
