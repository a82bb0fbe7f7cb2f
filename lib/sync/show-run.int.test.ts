/**
 * What the page of a run gets when a service does not respond, and what many viewers of it cost.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import type { Pebble } from '#lib/testing/sync/tiny-pipeline.ts';
import { showRun, type Run, type RunDetail } from './index.ts';
import type { SyncWorld } from './world.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

const open: TinyBench[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function settled(
  options: Parameters<typeof tinyBench>[1],
): Promise<{ bench: TinyBench; run: Run }> {
  const bench = tinyBench(database, options);
  open.push(bench);
  return { bench, run: await bench.ended(await bench.start()) };
}

/**
 * Another process over the same database, with a clock of its own and a search engine that can go
 * away.
 */
function watcher(world: SyncWorld): {
  world: SyncWorld;
  later(seconds: number): Date;
  set(isAway: boolean): void;
} {
  let now = new Date('2026-11-21T17:40:00.000Z');
  let away = false;
  const search = openDatabaseSearch(database, world.environment.name);
  return {
    world: {
      ...world,
      clock: { ...world.clock, now: () => now },
      search: {
        ...search,
        aliases: () =>
          away
            ? Promise.reject(new FaultError({ kind: 'unavailable', says: 'away' }))
            : search.aliases(),
      },
    },
    later: (seconds) => (now = new Date(now.getTime() + seconds * 1_000)),
    set: (isAway) => (away = isAway),
  };
}

async function shown(world: SyncWorld, run: Run): Promise<RunDetail> {
  const detail = await showRun(world, run.run);
  if (!detail.ok) throw new FaultError(detail.fault);
  return detail.value;
}

test('without the search engine a page says since when readers are not known', async () => {
  const { bench, run } = await settled({ pebbles: () => pebbles(9) });
  const { world, set, later } = watcher(bench.world);
  set(true);
  const blind = await shown(world, run);
  expect(blind).toMatchObject({
    readersAsOf: null,
    readersFailedSince: '2026-11-21T17:40:00.000Z',
  });
  set(false);
  later(16);
  const seeing = await shown(world, run);
  expect(seeing).toMatchObject({
    readersAsOf: '2026-11-21T17:40:16.000Z',
    readersFailedSince: null,
  });
  expect(seeing.readers.map(({ live }) => live)).toContain(run.generations[bench.own('pebbles')]);
});

test('readers that were read keep their own time when the search engine goes away', async () => {
  const { bench, run } = await settled({ pebbles: () => pebbles(9) });
  const { world, set, later } = watcher(bench.world);
  const before = await shown(world, run);
  set(true);
  later(60);
  const after = await shown(world, run);
  expect(after.readers).toEqual(before.readers);
  expect(after).toMatchObject({
    readersAsOf: '2026-11-21T17:40:00.000Z',
    readersFailedSince: '2026-11-21T17:41:00.000Z',
    asOf: '2026-11-21T17:41:00.000Z',
  });
});

function countingRecords(world: SyncWorld): { world: SyncWorld; reads(): number } {
  let reads = 0;
  const counted: Database = {
    ...world.database,
    rows: (text, params) => {
      if (text.includes('from run_record')) reads++;
      return world.database.rows(text, params);
    },
  };
  return { world: { ...world, database: counted }, reads: () => reads };
}

const colourless = (count: number): Pebble[] =>
  Array.from({ length: count }, (_, i) => ({ id: `q${String(i)}`, colour: 'none' }));

test('fifty viewers of a run cost one read of its records, the first twenty a reason', async () => {
  const { bench, run } = await settled({ pebbles: () => [...pebbles(9), ...colourless(25)] });
  const { world, later } = watcher(bench.world);
  const counting = countingRecords(world);
  const views = await Promise.all(Array.from({ length: 50 }, () => shown(counting.world, run)));
  expect(counting.reads()).toBe(1);
  for (const { records } of views)
    expect(records).toMatchObject([{ kind: 'quarantined', count: 25 }]);

  const noted = await database.rows<{ reference: string }>(
    `select reference from run_record join run on run.id = run_id where environment = $1
      order by run_record.id limit 20`,
    [run.environment],
  );
  expect(views[0]?.records[0]?.references).toEqual(noted.map(({ reference }) => reference));

  later(5);
  await shown(counting.world, run);
  expect(counting.reads()).toBe(2);
});

test('what was read before the end of a run is not shown after it', async () => {
  const bench = tinyBench(database, { pebbles: () => colourless(3) });
  open.push(bench);
  await bench.stop();
  const run = await bench.start();
  const { world } = watcher(bench.world);
  expect((await shown(world, run)).records).toEqual([]);
  bench.restart();
  await bench.ended(run);
  expect((await shown(world, run)).records).toMatchObject([{ kind: 'quarantined', count: 3 }]);
});
