/** What is kept of a run beside its stages: events, samples, earlier attempts, single records. */
import type { Sql } from '#lib/platform/database/database.ts';
import { selectPage } from '#lib/platform/database/select-page.ts';
import type { Page } from '#lib/kernel/list.ts';
import type {
  EventLevel,
  KeptRecord,
  RateSample,
  RunEvent,
  RunRecord,
  StageAttempt,
} from './model.ts';
import type { RecordListRequest, RecordSort } from './record-list.ts';
import type { RunRow } from './store.ts';

const directions = { ascending: 'asc', descending: 'desc' } as const;

/** The newest events first. */
export async function eventsOf(sql: Sql, runId: string, limit: number): Promise<RunEvent[]> {
  const rows = await sql.rows<{ id: number; at: Date; level: EventLevel; says: string }>(
    'select id, at, level, says from run_event where run_id = $1 order by id desc limit $2',
    [runId, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** At most about `points` samples, evenly thinned, oldest first. */
export async function samplesOf(sql: Sql, runId: string, points: number): Promise<RateSample[]> {
  const rows = await sql.rows<{ at: Date; stage: string; written: number; rejected: number }>(
    `select at, stage, written, rejected from (
       select at, stage, written, rejected, row_number() over (order by at) as place,
         count(*) over () as total
       from run_sample where run_id = $1
     ) sample where place % greatest(1, total / $2::int) = 0 or place = total order by at`,
    [runId, points],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

interface AttemptRow {
  readonly stage: string;
  readonly attempt: number;
  readonly started_at: Date;
  readonly ended_at: Date;
  readonly failure: string | null;
  readonly received: number;
  readonly written: number;
  readonly rejected: number;
  readonly dead: number;
}

/** Attempts that another one followed, the newest `limit`, in the order in which they were made. */
export async function earlierAttemptsOf(
  sql: Sql,
  runId: string,
  limit: number,
): Promise<StageAttempt[]> {
  const rows = await sql.rows<AttemptRow>(
    `select name as stage, kept.attempt, kept.started_at, kept.ended_at, kept.failure,
       kept.received, kept.written, kept.rejected, kept.dead
     from run_stage_attempt kept
     join run_stage using (run_id, position)
     where run_id = $1 order by kept.started_at desc, kept.attempt desc limit $2`,
    [runId, limit],
  );
  return rows.reverse().map(({ started_at, ended_at, ...row }) => ({
    ...row,
    startedAt: started_at.toISOString(),
    endedAt: ended_at.toISOString(),
  }));
}

const referencesShown = 20;

/**
 * By reason, each with the first of its records. Reads every record of the run: `viewRecords`
 * shares it between viewers.
 */
export async function recordsOf(sql: Sql, runId: string): Promise<RunRecord[]> {
  return sql.rows<RunRecord & object>(
    `select noted.kind, noted.stage, noted.reason, noted.count, first."references" from (
       select kind, stage, run_record.attempt, reason, count(*)::int as count
       from run_record join run_stage on run_stage.run_id = run_record.run_id
         and name = stage and run_stage.attempt = run_record.attempt
       where run_record.run_id = $1 group by kind, stage, run_record.attempt, reason
       order by kind, count(*) desc, reason limit 200
     ) noted cross join lateral (
       select to_json(array(
         select reference from run_record
         where run_id = $1 and kind = noted.kind and reason = noted.reason
           and stage = noted.stage and attempt = noted.attempt
         order by id + 0 limit ${String(referencesShown)})) as "references"
     ) first order by noted.kind, noted.count desc, noted.reason`,
    // With a bare `id` the planner may walk the primary key, through the records of every earlier
    // run.
    [runId],
  );
}

const recordOrder: Readonly<Record<RecordSort, string>> = {
  stage: 'position',
  reason: 'reason',
  record: 'reference',
};

/**
 * Single records of a run that went another way, of the last attempt of each stage. Whether a
 * reason holds words is asked without regard to capitals.
 */
export async function listRecordRows(
  sql: Sql,
  runId: string,
  { filters, sort, limit, offset }: RecordListRequest,
): Promise<Page<KeptRecord>> {
  return selectPage<KeptRecord>(sql, {
    matching: `select id, kind, stage, reason, reference, position
      from run_record join run_stage on run_stage.run_id = run_record.run_id
        and name = stage and run_stage.attempt = run_record.attempt
      where run_record.run_id = $1 and ($2::text is null or stage = $2)
        and ($3::text is null or kind = $3)
        and ($4::text is null or strpos(lower(reason), lower($4)) > 0)`,
    params: [runId, filters.stage ?? null, filters.kind ?? null, filters.reason ?? null],
    order: `${recordOrder[sort.column]} ${directions[sort.direction]}, id`,
    limit,
    offset,
  });
}

/**
 * How many records a minute each stage wrote in the newest runs before this one that settled and
 * were no dry runs.
 */
export function earlierRates(
  sql: Sql,
  { environment, number, pipeline, pipeline_version }: RunRow,
  runs: number,
): Promise<{ readonly stage: string; readonly perMinute: number }[]> {
  return sql.rows(
    `select name as stage, (written * 60 / extract(epoch from ended_at - started_at))::int
       as "perMinute"
     from run_stage
     where written > 0 and ended_at > started_at and run_id in (
       select id from run where environment = $1 and number < $2 and pipeline = $3
         and pipeline_version = $4 and state = 'settled' and not is_dry
       order by number desc limit $5)`,
    [environment, number, pipeline, pipeline_version, runs],
  );
}
