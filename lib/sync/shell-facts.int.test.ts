import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { showRun, startRun, syncShell } from './index.ts';
import { stageStarted, triedAgain, waitOf } from './waits.ts';

const iso = (at: string): string => new Date(at).toISOString();

describe('what the shell knows of the sync of an environment', () => {
  let database: Database;
  beforeAll(async () => {
    database = await embeddedDatabase();
  });
  afterAll(() => database.close());
  beforeEach(() => database.run('delete from run'));

  const pipeline = tinyPipeline({ pebbles: () => [] });
  const worldOf = (name: string) =>
    worldOver(database, { pipelines: [pipeline], environment: environmentNamed(name) });
  const here = () => worldOf('here');
  const shellOf = async (world = here(), withinMs = 100) =>
    (await syncShell({ database, environments: [world] }, withinMs)).get('here');

  async function start(world = here()): Promise<number> {
    const input = { environment: world.environment.name, pipeline: 'tiny', reason: 'test' };
    const run = await startRun(world, systemActor('request-1'), input);
    if (!run.ok) throw new Error(run.fault.says);
    return run.value.number;
  }
  const end = (number: number, state: string, isDry = false) =>
    database.run(
      `update run set state = $2, is_dry = $3, started_at = queued_at, ended_at = clock_timestamp()
       where environment = 'here' and number = $1`,
      [number, state, isDry],
    );
  const begin = (number: number, positions: number) =>
    database.run(
      `update run_stage set started_at = clock_timestamp() where position < $2
       and run_id = (select id from run where environment = 'here' and number = $1)`,
      [number, positions],
    );

  test('nothing where nothing has run, whatever runs elsewhere', async () => {
    await start(worldOf('elsewhere'));
    expect(await shellOf()).toEqual({
      active: null,
      last: null,
      settledAt: null,
      services: [],
    });
  });

  test('the run in progress with the stage that it came to', async () => {
    const number = await start();
    const queued = await shellOf();
    expect(queued?.active).toMatchObject({ number, stage: null, hasSwapBegun: false });
    await begin(number, 2);
    const begun = await shellOf();
    expect(begun?.active).toMatchObject({
      run: `here-${number}`,
      stage: pipeline.stages[1]?.title,
    });
    expect(begun?.last).toBeNull();
  });

  test('what the run in progress waits for, by the same rule as its page', async () => {
    const number = await start();
    await begin(number, 2);
    const [run] = await database.rows<{ id: string }>(
      `update run set state = 'running' where environment = 'here' and number = $1 returning id`,
      [number],
    );
    const [stage] = await database.rows<{ name: string }>(
      `update run_stage set state = 'running', attempt = 2 where run_id = $1 and position = 1
       returning name`,
      [run?.id],
    );
    const title = pipeline.stages[1]?.title ?? '';
    const at = (minute: number) => `2026-11-21T10:0${minute}:00Z`;
    const says = (minute: number, words: string) =>
      database.run(`insert into run_event (run_id, at, level, says) values ($1, $2, 'warn', $3)`, [
        run?.id,
        at(minute),
        words,
      ]);
    const writes = (minute: number, written: number) =>
      database.run('insert into run_sample (run_id, stage, at, written) values ($1, $2, $3, $4)', [
        run?.id,
        stage?.name,
        at(minute),
        written,
      ]);
    const waits = async () => {
      const brief = (await shellOf())?.active?.wait;
      const shown = await showRun(here(), `here-${number}`);
      if (!shown.ok) throw new Error(shown.fault.says);
      expect(brief).toEqual(waitOf(shown.value));
      return brief;
    };
    expect(await waits()).toBeNull();
    await says(1, 'It began.');
    await writes(1, 10);
    await says(2, `${triedAgain(title)}Search does not answer.`);
    expect(await waits()).toMatchObject({ stage: stage?.name, attempt: 2, since: iso(at(2)) });
    await says(3, `${triedAgain(title)}Search does not answer.`);
    expect(await waits()).toMatchObject({ since: iso(at(2)), says: 'Search does not answer.' });
    await writes(4, 20);
    expect(await waits()).toBeNull();
    await says(5, `${triedAgain(title)}Search does not answer.`);
    await writes(6, 20);
    expect(await waits()).toMatchObject({ since: iso(at(5)) });
    // The next attempt begins without samples.
    await database.run('delete from run_sample where run_id = $1', [run?.id]);
    await says(7, `${stageStarted(title)}, attempt 3.`);
    expect(await waits()).toMatchObject({ since: iso(at(5)) });
    await writes(8, 0);
    expect(await waits()).toMatchObject({ since: iso(at(5)) });
    await writes(9, 1);
    expect(await waits()).toBeNull();
    await says(9, 'It goes on.');
    expect(await waits()).toBeNull();
  });

  test('the newest that ended, how far it came, when the newest that counts settled', async () => {
    const settled = await start();
    await end(settled, 'settled');
    await end(await start(), 'settled', true);
    const failed = await start();
    await begin(failed, pipeline.stages.length);
    await end(failed, 'failed');
    const [row] = await database.rows<{ ended_at: Date }>(
      `select ended_at from run where environment = 'here' and number = $1`,
      [settled],
    );
    expect(await shellOf()).toMatchObject({
      active: null,
      last: { number: failed, state: 'failed', hasSwapBegun: true },
      settledAt: row?.ended_at.toISOString(),
    });
  });

  test('each environment its own, in one statement for all', async () => {
    const there = await start(worldOf('there'));
    const settled = await start();
    await end(settled, 'settled');
    let statements = 0;
    const counted: Pick<Database, 'rows'> = {
      rows: (...statement) => {
        statements += 1;
        return database.rows(...statement);
      },
    };
    const environments = [worldOf('here'), worldOf('there'), worldOf('nowhere')];
    const shells = await syncShell({ database: { ...database, ...counted }, environments }, 100);
    expect(statements).toBe(1);
    expect(shells.get('here')).toMatchObject({ active: null, last: { run: `here-${settled}` } });
    expect(shells.get('there')).toMatchObject({ active: { run: `there-${there}` }, last: null });
    expect(shells.get('nowhere')).toMatchObject({ active: null, last: null });
  });

  test('a server that is silent holds nobody, and counts as not known', async () => {
    const silent = catalogueOf(
      [
        {
          id: 'search',
          name: 'Search',
          adapter: 'OpenSearch',
          environment: 'here',
          isReal: true,
          check: () => new Promise(() => undefined),
          timeLimitMs: 60_000,
        },
      ],
      () => new Date(),
    );
    const shell = await shellOf({ ...here(), catalogue: silent }, 20);
    expect(shell?.services).toEqual([
      { service: 'Search (OpenSearch)', state: 'not-known', since: null },
    ]);
  });
});
