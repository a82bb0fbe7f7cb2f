import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { pebbles } from '#lib/testing/sync/tiny-engine.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { until } from '#lib/testing/platform/until.ts';
import { systemActor } from '#lib/access/index.ts';
import { showRun } from '../show-run.ts';
import { startRun } from '../start-run.ts';
import type { SyncWorld } from '../world.ts';
import { runWorker } from './run-worker.ts';

describe('the heartbeat of a worker', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
  });
  afterAll(() => database.close());

  function worldOf(over: Database): SyncWorld {
    const environment = environmentNamed(uniqueName('beating'));
    return worldOver(over, {
      pipelines: [prefixed(tinyPipeline({ pebbles: () => pebbles(30) }), `${environment.name}_`)],
      environment,
    });
  }

  function beating(world: SyncWorld): { count(): number; stop(): Promise<void> } {
    const stopping = new AbortController();
    let beats = 0;
    const working = runWorker(world, stopping.signal, () => beats++);
    return {
      count: () => beats,
      async stop() {
        stopping.abort();
        await working;
      },
    };
  }
  const beatsMore = (worker: { count(): number }, by: number): Promise<true> => {
    const before = worker.count();
    return until('the worker beats', () => Promise.resolve(worker.count() >= before + by && true));
  };

  test('it beats while it has nothing to do, and while it drives a run', async () => {
    const world = worldOf(database);
    const worker = beating(world);
    await beatsMore(worker, 3);
    const [pipeline] = world.pipelines;
    const input = {
      environment: world.environment.name,
      pipeline: pipeline?.name ?? '',
      reason: 'test',
    };
    const started = await startRun(world, systemActor('beating'), input);
    if (!started.ok) throw new Error(started.fault.says);
    const before = worker.count();
    await until('the run has settled', async () => {
      const shown = await showRun(world, started.value.run);
      return shown.ok && shown.value.run.state === 'settled';
    });
    expect(worker.count()).toBeGreaterThan(before + 5);
    await worker.stop();
  });

  test('it beats while the database refuses', async () => {
    let refusals = 0;
    const refuse = (): Promise<never> => {
      refusals++;
      return Promise.reject(new Error('away'));
    };
    const worker = beating({
      ...worldOf(database),
      database: { ...database, rows: refuse, run: refuse, transaction: refuse },
    });
    await beatsMore(worker, 3);
    expect(refusals).toBeGreaterThan(0);
    await worker.stop();
  });

  test('it stops once the database does not respond', async () => {
    let isHanging = false;
    let release: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => {
      release = resolve;
    });
    const rows: Database['rows'] = async (text, params) => {
      if (isHanging) await hung;
      return database.rows(text, params);
    };
    const stuck = beating({ ...worldOf(database), database: { ...database, rows } });
    const well = beating(worldOf(database));
    await beatsMore(stuck, 3);
    isHanging = true;
    // The beat at the beginning of a turn may still come.
    await beatsMore(well, 3);
    const before = stuck.count();
    await beatsMore(well, 10);
    expect(stuck.count()).toBe(before);
    release();
    await beatsMore(stuck, 3);
    await Promise.all([stuck.stop(), well.stop()]);
  });
});
