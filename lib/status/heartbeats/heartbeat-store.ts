/** The table of what jobs report of themselves. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { HeartbeatReport, Reported } from './model.ts';

interface ReportedRow {
  readonly now: Date;
  readonly start_at: Date | null;
  readonly end_at: Date | null;
  readonly exit: number | null;
  readonly success_at: Date | null;
}

export async function readReported(sql: Sql, probe: string): Promise<Reported> {
  const [row] = await sql.rows<ReportedRow>(
    `select t.now, b.at as start_at, e.at as end_at, e.exit, s.at as success_at
     from (select clock_timestamp() as now) t
     left join lateral (select at from heartbeat_report
       where probe = $1 and state = 'start' order by at desc limit 1) b on true
     left join lateral (select at, exit from heartbeat_report
       where probe = $1 and state = 'end' order by at desc, id desc limit 1) e on true
     left join lateral (select at from heartbeat_report
       where probe = $1 and state = 'end' and exit = 0 order by at desc limit 1) s on true`,
    [probe],
  );
  if (row === undefined) throw new Error('the database told no time');
  return {
    now: row.now,
    lastStart: row.start_at,
    lastEnd: row.end_at === null ? null : { at: row.end_at, exit: row.exit ?? 0 },
    lastSuccess: row.success_at,
  };
}

export type Taken = 'taken' | 'ahead' | 'too-many';

/** What is `aheadMs` or more to come is not taken, nor more than `mostAMinute` of one probe. */
export async function insertReport(
  sql: Sql,
  probe: string,
  { state, exit, counts, at }: HeartbeatReport,
  { aheadMs, mostAMinute }: { readonly aheadMs: number; readonly mostAMinute: number },
): Promise<Taken> {
  const [row] = await sql.rows<{ readonly ahead: boolean; readonly many: boolean }>(
    `with asked as (
       select coalesce($3::timestamptz, clock_timestamp()) as at,
         coalesce($3::timestamptz >= clock_timestamp()
           + make_interval(secs => $6::double precision / 1000), false) as ahead,
         (select count(*) from heartbeat_report r where r.probe = $1
            and r.received_at > clock_timestamp() - interval '1 minute') >= $7::integer as many
     ),
     added as (
       insert into heartbeat_report (probe, state, at, exit, counts)
       select $1, $2, at, $4::integer, $5::jsonb from asked where not ahead and not many
     )
     select ahead, many from asked`,
    [
      probe,
      state,
      at ?? null,
      state === 'end' ? (exit ?? 0) : null,
      JSON.stringify(counts),
      aheadMs,
      mostAMinute,
    ],
  );
  if (row === undefined) throw new Error('the report was not kept');
  return row.ahead ? 'ahead' : row.many ? 'too-many' : 'taken';
}
