import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf, type OutsideService } from '#lib/platform/outside-service.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { cancelRun, listRuns, newestRuns, type Run } from '#lib/sync/index.ts';
import { systemActor } from '#lib/access/index.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import { startFirstRuns } from './first-run.ts';

const realSearch: OutsideService = {
  id: 'search',
  name: 'Search',
  adapter: 'OpenSearch',
  environment: 'local',
  isReal: true,
  check: () => Promise.resolve(),
  timeLimitMs: 1_000,
};

describe('the first run', () => {
  let database: Database;
  let bench: TinyBench | null = null;
  beforeAll(async () => {
    database = await embeddedDatabase();
  });
  afterEach(async () => {
    await bench?.stop();
  });
  afterAll(() => database.close());

  const open = (overrides: Parameters<typeof tinyBench>[2] = {}): TinyBench => {
    bench = tinyBench(database, { pebbles: () => pebbles(12) }, overrides);
    return bench;
  };
  /** Newest first. */
  async function runsOf({ world }: TinyBench): Promise<readonly Run[]> {
    const listed = await listRuns(world, newestRuns(10));
    if (!listed.ok) throw new Error(listed.fault.says);
    return listed.value.rows;
  }
  async function newest(of: TinyBench): Promise<Run> {
    const [run] = await runsOf(of);
    if (run === undefined) throw new Error('there is no run');
    return run;
  }

  test('is started where there is nothing to read, and once', async () => {
    const tiny = open();
    await startFirstRuns([tiny.world]);
    await startFirstRuns([tiny.world]);
    expect(await tiny.ended(await newest(tiny))).toMatchObject({
      state: 'settled',
      startedBy: 'system',
    });
    await startFirstRuns([tiny.world]);
    expect(await runsOf(tiny)).toHaveLength(1);
  });

  test('is started again where the one before was cancelled and left nothing to read', async () => {
    const tiny = open();
    await tiny.stop();
    await startFirstRuns([tiny.world]);
    const first = await newest(tiny);
    const input = { run: first.run, reason: 'test', typedName: tiny.world.environment.name };
    expect(await cancelRun(tiny.world, systemActor('first-run'), input)).toMatchObject({
      ok: true,
    });
    tiny.restart();
    expect((await tiny.ended(first)).state).toBe('cancelled');
    await startFirstRuns([tiny.world]);
    expect(await tiny.ended(await newest(tiny))).toMatchObject({
      number: first.number + 1,
      state: 'settled',
    });
  });

  test('is not started where readers have a generation though no run is known', async () => {
    const tiny = open();
    await tiny.ended(await tiny.start());
    await database.run('delete from run where environment = $1', [tiny.world.environment.name]);
    await startFirstRuns([tiny.world]);
    expect(await runsOf(tiny)).toEqual([]);
  });

  test('waits for a service that answers late', async () => {
    let checks = 0;
    const late: OutsideService = {
      ...realSearch,
      isReal: false,
      check: () => (++checks < 3 ? Promise.reject(new Error('late')) : Promise.resolve()),
    };
    let looks = 0;
    // Each look is so much later that none counts for the next.
    const now = (): Date => new Date(Date.now() + ++looks * 10_000);
    const tiny = open({ catalogue: catalogueOf([late], now) });
    await startFirstRuns([tiny.world]);
    expect(checks).toBe(3);
    expect((await tiny.ended(await newest(tiny))).state).toBe('settled');
  });

  test('is not started where an adapter is real', async () => {
    const tiny = open({ catalogue: catalogueOf([realSearch], () => new Date()) });
    await startFirstRuns([tiny.world]);
    expect(await runsOf(tiny)).toEqual([]);
  });
});
