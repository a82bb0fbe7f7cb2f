/** What probes found, of a database from before it was packed by hours and days. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { migrationsFolder } from '#lib/testing/platform/migrated-contents.ts';
import { summariseProbes } from './summary-store.ts';

const packing = path.join(migrationsFolder, '20261128121000_packed_summaries', 'migration.sql');

for (const { kind, isWanted, make } of databases)
  describe.runIf(isWanted)(`summaries of before, ${kind}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());

    it('are the same hours and days, on both clock changes, and nothing is lost', async () => {
      // As they were: the last hour with its minutes alone, a night each with 23 and 25 hours.
      await database.script(`
        drop table probe_hour, probe_day;
        insert into probe (id, environment, name, kind, target, is_real, every_ms)
        values ('one', 'local', 'One', 'service', 'RabbitMQ', true, 20000);
        insert into probe_summary (probe, span, at, up_ms, down_ms, answers, median_ms)
        select 'one', 'minutes', g, 200000, 40000 * (n % 2), n, case when n % 3 > 0 then n end
        from generate_series(timestamptz '2026-10-24 22:05Z', timestamptz '2026-10-26 03:10Z',
          interval '5 minutes') with ordinality s(g, n);
        insert into probe_summary (probe, span, at, up_ms, off_ms, answers)
        select 'one', 'hour', g, 1000 * n, n, n
        from generate_series(timestamptz '2026-03-28 20:00Z', timestamptz '2026-03-30 02:00Z',
          interval '1 hour') with ordinality s(g, n);
        insert into probe_summary (probe, span, at, up_ms, down_ms, answers)
        select probe, 'hour', date_trunc('hour', at, 'UTC'), sum(up_ms), sum(down_ms), sum(answers)
        from probe_summary where span = 'minutes' and at < '2026-10-26 03:00Z' group by 1, 3;
        insert into probe_summary (probe, span, at, up_ms, down_ms, off_ms, answers)
        select probe, 'day', date_trunc('day', at, 'Europe/London'), sum(up_ms), sum(down_ms),
          sum(off_ms), sum(answers)
        from probe_summary where span = 'hour' group by 1, 3;`);
      const before = async (span: string, where = 'true') =>
        database.rows(
          `select at, up_ms, down_ms, off_ms, answers, median_ms from probe_summary
           where span = $1 and ${where} order by at`,
          [span],
        );
      const minutes = await before('minutes');
      const hours = await before('hour');
      const days = await before('day', `at <> '2026-10-26 00:00Z'`);
      expect(hours.length).toBeGreaterThan(55);

      await database.script(await readFile(packing, 'utf8'));

      expect(
        await database.rows(
          `select * from (
             select at + (n - 1) * interval '5 minutes' as at, coalesce(up_ms[n], 0) as up_ms,
               coalesce(down_ms[n], 0) as down_ms, coalesce(off_ms[n], 0) as off_ms,
               coalesce(answers[n], 0) as answers, median_ms[n] as median_ms
             from probe_hour, generate_series(1, 12) n) s
           where up_ms + down_ms + off_ms > 0 order by at`,
        ),
      ).toEqual(minutes);
      const hoursNow = await database.rows(
        `select * from (
           select at + (n - 1) * interval '1 hour' as at, coalesce(up_ms_by_hour[n], 0) as up_ms,
             coalesce(down_ms_by_hour[n], 0) as down_ms, coalesce(off_ms_by_hour[n], 0) as off_ms,
             coalesce(answers_by_hour[n], 0) as answers, null::integer as median_ms
           from probe_day, generate_series(1, 25) n) s
         where up_ms + down_ms + off_ms > 0 order by at`,
      );
      expect(hoursNow.slice(0, -1)).toEqual(hours);
      expect(hoursNow.at(-1)).toMatchObject({ at: new Date('2026-10-26T03:00Z'), up_ms: 600_000 });
      const daysNow = await database.rows<{ at: Date; hours: number }>(
        `select at, up_ms, down_ms, off_ms, answers, null::integer as median_ms
         from probe_day order by at`,
      );
      expect(daysNow.slice(0, -1)).toEqual(days);
      expect(
        await database.rows(
          'select cardinality(up_ms_by_hour) as hours from probe_day order by at',
        ),
      ).toEqual([24, 23, 24, 24, 25, 24].map((of) => ({ hours: of })));
      expect(await database.rows('select 1 from probe_summary')).toEqual([]);
    });

    it('stay where what is found goes on in their hour', async () => {
      await database.script('truncate probe_hour, probe_day, probe_result');
      const [{ at: hour } = { at: new Date() }] = await database.rows<{ at: Date }>(
        `select date_trunc('hour', clock_timestamp()) - interval '2 hours' as at`,
      );
      await database.run(
        `insert into probe_hour (probe, at, up_ms, answers)
         values ('one', $1, '{300000,300000,0,0,0,0,0,0,0,0,0,0}', '{15,15,0,0,0,0,0,0,0,0,0,0}')`,
        [hour],
      );
      await database.run(
        `insert into probe_result (probe, at, outcome, state, took_ms)
         select 'one', g, 'down', 'down', 7
         from generate_series($1::timestamptz + interval '10 minutes',
           $1::timestamptz + interval '19 minutes 40 seconds', interval '20 seconds') g`,
        [hour],
      );
      await summariseProbes(database);
      expect(await database.rows('select * from probe_hour')).toMatchObject([
        {
          up_ms: [300_000, 300_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
          down_ms: [0, 0, 300_000, 300_000, 40_000, 0, 0, 0, 0, 0, 0, 0],
          answers: [15, 15, 15, 15, 0, 0, 0, 0, 0, 0, 0, 0],
        },
      ]);
      expect(await database.rows('select up_ms, down_ms, answers from probe_day')).toEqual([
        { up_ms: 600_000, down_ms: 640_000, answers: 60 },
      ]);
    });
  });
