/** What is removed of ended runs after a while. Runs themselves and their ledgers stay. */
import type { Sql } from '#lib/platform/database/database.ts';

export type TableOfRuns = 'run_event' | 'run_sample' | 'run_record';

/** Ids of the runs that ended more than `days` ago and still have rows in `table`, oldest first. */
export async function oldRunsWith(
  sql: Sql,
  table: TableOfRuns,
  environment: string,
  days: number,
): Promise<readonly string[]> {
  // Lateral with a limit: a look into the index for each run, never a walk through the table.
  const rows = await sql.rows<{ id: string }>(
    `select id from run
     cross join lateral (select 1 from ${table} where run_id = run.id limit 1) kept
     where environment = $1 and ended_at < clock_timestamp() - make_interval(days => $2::int)
     order by ended_at`,
    [environment, days],
  );
  return rows.map(({ id }) => id);
}

export const removeOfRuns = (
  sql: Sql,
  table: TableOfRuns,
  runIds: readonly string[],
  atMost: number,
): Promise<number> =>
  sql.run(
    `delete from ${table} where ctid = any(array(
       select ctid from ${table} where run_id = any($1::uuid[]) limit $2::int))`,
    [runIds, atMost],
  );

/** Dead letters that came last more than `days` ago, those of a run that goes on excepted. */
export const removeDeadLetters = (
  sql: Sql,
  environment: string,
  days: number,
  atMost: number,
): Promise<number> =>
  sql.run(
    `delete from dead_letter where ctid = any(array(
       select letter.ctid from dead_letter letter
       where environment = $1 and last_at < clock_timestamp() - make_interval(days => $2::int)
         and not exists (select 1 from run where run.id = letter.run_id and ended_at is null)
       limit $3::int))`,
    [environment, days, atMost],
  );
