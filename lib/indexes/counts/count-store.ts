import type { Database, Sql } from '#lib/platform/database/database.ts';
import { untilFewer, type Retention } from '#lib/platform/database/retention.ts';
import type { CountChanges, Counted, CountedKind, OpenCount } from './plan-counts.ts';

/** Longer than between two looks, however rare they are: nobody looked meanwhile. */
export const unseenAfter = `interval '3 hours'`;

export function openCounts(
  sql: Sql,
  environment: string,
  about: readonly CountedKind[],
): Promise<OpenCount[]> {
  return sql.rows<OpenCount>(
    `select id, about, body, name, documents from count_observation
     where environment = $1 and about = any($2::text[]) and ended_at is null order by id`,
    [environment, about],
  );
}

/** `at`: when the count began, by database time. */
export async function saveCounts(
  tx: Sql,
  environment: string,
  at: Date,
  { same, ended, begun }: CountChanges,
): Promise<void> {
  if (same.length > 0)
    await tx.run('update count_observation set last_at = $2 where id = any($1::bigint[])', [
      same,
      at,
    ]);
  if (ended.length > 0)
    await tx.run('update count_observation set ended_at = $2 where id = any($1::bigint[])', [
      ended,
      at,
    ]);
  if (begun.length === 0) return;
  await tx.run(
    `insert into count_observation (environment, about, body, name, documents, since, last_at)
     select $1, about, body, name, documents, $6, $6
     from unnest($2::text[], $3::text[], $4::text[], $5::integer[])
       b(about, body, name, documents)`,
    [
      environment,
      begun.map(({ about }) => about),
      begun.map(({ body }) => body),
      begun.map(({ name }) => name),
      begun.map(({ documents }) => documents),
      at,
    ],
  );
}

/**
 * Whether the lists were not counted for so long, or readers were moved since. One statement.
 */
export async function isLookDue(sql: Sql, environment: string, everyMs: number): Promise<boolean> {
  const [row] = await sql.rows<{ due: boolean }>(
    `select coalesce(last.at < clock_timestamp() - make_interval(secs => $2::double precision)
       or exists (select 1 from reader_change c
         where c.environment = $1 and c.outcome = 'done' and c.at > last.at), true) as due
     from (select max(last_at) as at from count_observation
       where environment = $1 and about = 'bodies' and ended_at is null) last`,
    [environment, everyMs / 1_000],
  );
  return row?.due ?? true;
}

/** Whether the console has moved readers since. */
export async function haveReadersMoved(sql: Sql, environment: string, at: Date): Promise<boolean> {
  const rows = await sql.rows(
    `select 1 from reader_change where environment = $1 and outcome = 'done' and at > $2 limit 1`,
    [environment, at],
  );
  return rows.length > 0;
}

/** What was counted of one list over time. */
export interface ListTrend extends Pick<Counted, 'body' | 'name'> {
  /** At moments that are equally far from each other, the last one now; null: not known. */
  readonly values: readonly (number | null)[];
  /** Just before the moment that it is compared with; null: not known. */
  readonly before: number | null;
}

export interface ListTrends {
  /** When the first of the values was counted; null: none was yet. */
  readonly from: Date | null;
  /** Whether `before` is before the last swap; false: a day ago, for nobody has swapped here. */
  readonly isBeforeSwap: boolean;
  readonly lists: readonly ListTrend[];
}

/** Of every list, or of one body's, over at most so many days. Two statements. */
export async function readTrends(
  sql: Sql,
  environment: string,
  body: string | null,
  { days, points }: { readonly days: number; readonly points: number },
): Promise<ListTrends> {
  const [span] = await sql.rows<{ from: Date | null; before: Date; isBeforeSwap: boolean }>(
    `select greatest(min(since), clock_timestamp() - make_interval(days => $2::integer)) as "from",
       coalesce(s.at, clock_timestamp() - interval '1 day') as before,
       s.at is not null as "isBeforeSwap"
     from (select max(at) as at from reader_change
       where environment = $1 and outcome = 'done' and kind in ('swap', 'rollback')) s
     left join count_observation c on c.environment = $1 and c.about = 'bodies'
     group by s.at`,
    [environment, days],
  );
  const from = span?.from ?? null;
  if (span === undefined || from === null)
    return { from: null, isBeforeSwap: span?.isBeforeSwap === true, lists: [] };
  const asOf = (moment: string, isBefore = false) =>
    `(select case when c.last_at >= ${moment} - ${unseenAfter} then c.documents end
      from count_observation c
      where c.environment = $1 and c.about = 'list' and c.body = k.body and c.name = k.name
        and c.since ${isBefore ? '<' : '<='} ${moment}
        and (c.ended_at is null or c.ended_at ${isBefore ? '>=' : '>'} ${moment})
      order by c.since desc limit 1)`;
  const lists = await sql.rows<ListTrend>(
    `select k.body, k.name, ${asOf('$4::timestamptz', true)} as before,
       (select jsonb_agg(${asOf('m.at')} order by m.at) from (
         select $3::timestamptz + n * (clock_timestamp() - $3::timestamptz) / $5::integer as at
         from generate_series(0, $5::integer) n) m) as values
     from count_observation k
     where k.environment = $1 and k.about = 'list' and k.ended_at is null
       and ($2::text is null or k.body = $2::text)
     order by k.body, k.name`,
    [environment, body, from, span.before, points - 1],
  );
  return { from, isBeforeSwap: span.isBeforeSwap, lists };
}

/**
 * What was counted, so many days after it became another number, and of a body of which no index
 * has named anybody for as long.
 */
export const countRetention = (
  database: Database,
  environment: string,
  keepDays: number,
): Retention => ({
  what: 'counts of lists and indexes',
  table: 'count_observation',
  remove: (rowsAtOnce) =>
    untilFewer(rowsAtOnce, () =>
      database.run(
        `delete from count_observation where id in (
           select id from count_observation as one
           where environment = $1 and (
             ended_at < now() - make_interval(days => $2::integer)
             or (ended_at is null and about = 'list' and not exists (
               select 1 from count_observation as other
               where other.environment = $1 and other.about = 'list' and other.body = one.body
                 and (other.documents > 0
                   or other.since >= now() - make_interval(days => $2::integer)))))
           order by id limit $3::integer)`,
        [environment, keepDays, rowsAtOnce],
      ),
    ),
});
