import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { acquireLease } from '#lib/platform/database/lease.ts';
import type { Database } from '#lib/platform/database/database.ts';
import type { Retention } from '#lib/platform/database/retention.ts';
import { createLog } from '#lib/platform/log.ts';
import { syncRetentions } from '#lib/sync/index.ts';
import { databases, uniqueName } from '#lib/testing/platform/databases.ts';
import { environmentNamed } from '#lib/testing/sync/sync-world.ts';
import { startTasks } from './background-tasks.ts';
import { cleanUp, cleanUpTask, type Cleaned, type CleanUpPace } from './clean-up.ts';

const tables = ['run_event', 'run_sample', 'run_record', 'dead_letter'] as const;
type Counts = Record<(typeof tables)[number], number>;
const each = (count: number): Counts => ({
  run_event: count,
  run_sample: count,
  run_record: count,
  dead_letter: count,
});

const keepDays = { events: 40, samples: 30, records: 20, deadLetters: 10 };
const pace: CleanUpPace = {
  firstAfterMs: 0,
  everyMs: 60_000,
  rowsAtOnce: 10,
  pauseMs: 0,
  leaseMs: 60_000,
};
const never = new AbortController().signal;
const noBeat = (): void => undefined;

describe.each(databases)('clean-up, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('of what is past its retention', () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());

    /** An environment that no other test has. */
    const cleaned = (holder = uniqueName('holder')): Cleaned => {
      const world = {
        database,
        environment: environmentNamed(uniqueName('e')),
        log: createLog('silent', 'test'),
        holder,
      };
      return { world, retentions: syncRetentions({ ...world, keepDays }) };
    };

    let number = 0;
    /** A run with so many rows of each kind; `endedDaysAgo` null: it still goes on. */
    async function runWith(
      { world }: Cleaned,
      { endedDaysAgo, rows }: { readonly endedDaysAgo: number | null; readonly rows: number },
    ): Promise<string> {
      const id = newId();
      await database.run(
        `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
           reason, request_id, as_of, ended_at)
         values ($1, $2, $3, 'p', 1, case when $4::int is null then 'running' else 'settled' end,
           'a', 'b', 'c', current_date, clock_timestamp() - make_interval(days => $4::int))`,
        [id, world.environment.name, ++number, endedDaysAgo],
      );
      const all = `from generate_series(1, $2::int) n`;
      await database.run(
        `insert into run_event (run_id, at, level, says)
         select $1::uuid, clock_timestamp() - interval '1000 days', 'info', 'x' ${all}`,
        [id, rows],
      );
      await database.run(
        `insert into run_sample (run_id, at, stage, written)
         select $1::uuid, clock_timestamp() - make_interval(days => 1000 + n), 's', n ${all}`,
        [id, rows],
      );
      await database.run(
        `insert into run_record (run_id, stage, attempt, kind, reason, reference)
         select $1::uuid, 's', 1, 'quarantined', 'x', n::text ${all}`,
        [id, rows],
      );
      await letters(world.environment.name, id, endedDaysAgo ?? 1_000, rows);
      return id;
    }

    const letters = (environment: string, runId: string | null, daysAgo: number, rows: number) =>
      database.run(
        `insert into dead_letter (id, environment, run_id, channel, exchange, key, queue, body,
           headers, reason, at, last_at)
         select gen_random_uuid(), $1, $2::uuid, 'amqp', 'x', 'k', 'q', '{}', '{}'::jsonb, 'x',
           clock_timestamp() - interval '1000 days',
           clock_timestamp() - make_interval(days => $3::int)
         from generate_series(1, $4::int)`,
        [environment, runId, daysAgo, rows],
      );

    async function left(runId: string): Promise<Counts> {
      const counts = each(0);
      for (const table of tables) {
        const [row] = await database.rows<{ n: number }>(
          `select count(*)::int as n from ${table} where run_id = $1`,
          [runId],
        );
        counts[table] = row?.n ?? 0;
      }
      return counts;
    }

    test.each([
      [9, each(3)],
      [11, { ...each(3), dead_letter: 0 }],
      [21, { ...each(3), dead_letter: 0, run_record: 0 }],
      [31, { ...each(0), run_event: 3 }],
      [41, each(0)],
    ])('a run that ended %i days ago keeps what is younger', async (endedDaysAgo, expected) => {
      const one = cleaned();
      const run = await runWith(one, { endedDaysAgo, rows: 3 });
      await cleanUp(one, pace, never, noBeat);
      expect(await left(run)).toEqual(expected);
    });

    test('an active run keeps all its rows; runs and other environments stay', async () => {
      const [one, other] = [cleaned(), cleaned()];
      const going = await runWith(one, { endedDaysAgo: null, rows: 3 });
      const ended = await runWith(one, { endedDaysAgo: 500, rows: 3 });
      const elsewhere = await runWith(other, { endedDaysAgo: 500, rows: 3 });
      await letters(one.world.environment.name, null, 11, 2);
      await database.run(
        `insert into run_stage (run_id, position, name, written) values ($1, 0, 's', 7)`,
        [ended],
      );
      expect(await cleanUp(one, pace, never, noBeat)).toEqual({
        'run events': 3,
        samples: 3,
        records: 3,
        'dead letters': 5,
      });
      expect([await left(going), await left(ended), await left(elsewhere)]).toEqual([
        each(3),
        each(0),
        each(3),
      ]);
      const stages = await database.rows(
        'select written from run join run_stage on run_id = id where id = $1',
        [ended],
      );
      expect(stages).toEqual([{ written: 7 }]);
      expect(await cleanUp(one, pace, never, noBeat)).toEqual({});
    });

    test('removes in batches, with a beat after each', async () => {
      const one = cleaned();
      const runs = [
        await runWith(one, { endedDaysAgo: 100, rows: 25 }),
        await runWith(one, { endedDaysAgo: 90, rows: 20 }),
      ];
      const batches: number[] = [];
      const counting = one.retentions.map((retention): Retention => ({
        ...retention,
        async *remove(rowsAtOnce) {
          for await (const removed of retention.remove(rowsAtOnce)) {
            batches.push(removed);
            yield removed;
          }
        },
      }));
      let beats = 0;
      await cleanUp({ ...one, retentions: counting }, pace, never, () => beats++);
      expect(batches).toEqual(tables.flatMap(() => [10, 10, 10, 10, 5]));
      expect(beats).toBeGreaterThanOrEqual(batches.length);
      expect(await Promise.all(runs.map(left))).toEqual([each(0), each(0)]);
    });

    test('stops after the batch in which it is aborted; the next pass does the rest', async () => {
      const one = cleaned();
      const run = await runWith(one, { endedDaysAgo: 100, rows: 25 });
      const stopping = new AbortController();
      let beats = 0;
      const removed = await cleanUp(one, pace, stopping.signal, () => {
        if (++beats === 2) stopping.abort();
      });
      expect(removed).toEqual({ 'run events': 10 });
      expect(await left(run)).toEqual({ ...each(25), run_event: 15 });
      await cleanUp(one, pace, never, noBeat);
      expect(await left(run)).toEqual(each(0));
    });

    test('one process at a time: another skips an environment that is being cleaned', async () => {
      const one = cleaned();
      const run = await runWith(one, { endedDaysAgo: 100, rows: 25 });
      const name = `clean-up:${one.world.environment.name}`;
      const lease = await acquireLease(database, name, 'another process', 60_000);
      expect(await cleanUp(one, pace, never, noBeat)).toBeNull();
      expect(await left(run)).toEqual(each(25));

      await database.run('delete from lease where name = $1', [lease?.name]);
      const passes: unknown[] = [];
      const second = { ...one, world: { ...one.world, holder: 'second' } };
      const retentions = one.retentions.map((retention): Retention => ({
        ...retention,
        async *remove(rowsAtOnce) {
          passes.push(await cleanUp(second, pace, never, noBeat));
          yield* retention.remove(rowsAtOnce);
        },
      }));
      await cleanUp({ ...one, retentions }, pace, never, noBeat);
      expect(passes).toEqual([null, null, null, null]);
      expect(await left(run)).toEqual(each(0));
      expect(await cleanUp(second, pace, never, noBeat)).toEqual({});
    });

    test('stops when another process has taken its lease', async () => {
      const one = cleaned();
      const run = await runWith(one, { endedDaysAgo: 100, rows: 25 });
      const name = `clean-up:${one.world.environment.name}`;
      const [first, ...others] = one.retentions;
      if (first === undefined) throw new Error('no retention');
      const taken: Retention = {
        ...first,
        async *remove(rowsAtOnce) {
          for await (const removed of first.remove(rowsAtOnce)) {
            await database.run(`update lease set token = token + 1 where name = $1`, [name]);
            yield removed;
          }
        },
      };
      await cleanUp({ ...one, retentions: [taken, ...others] }, pace, never, noBeat);
      expect(await left(run)).toEqual({ ...each(25), run_event: 15 });
    });

    test('as a task it cleans each environment in turn; one failing harms no other', async () => {
      const [failing, one] = [cleaned(), cleaned()];
      const run = await runWith(one, { endedDaysAgo: 100, rows: 1 });
      const broken: Retention = {
        what: 'nothing',
        table: 'none',
        async *remove() {
          yield await Promise.reject(new Error('broken'));
        },
      };
      let whenDone: () => void = () => undefined;
      const done = new Promise<void>((resolve) => (whenDone = resolve));
      const last: Retention = {
        what: 'the last',
        table: 'run',
        async *remove() {
          yield 0;
          whenDone();
        },
      };
      const environments = [
        { ...failing, retentions: [broken] },
        { ...one, retentions: [...one.retentions, last] },
      ];
      const tasks = startTasks([cleanUpTask(environments, pace)], one.world.log, Date.now);
      await done;
      await tasks.stop();
      expect(await left(run)).toEqual(each(0));
      expect(tasks.pulses()[0]?.progressAtMs).toBeGreaterThan(0);
    });
  });
});
