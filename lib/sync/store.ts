/**
 * The tables of this feature as pages and commands need them. The driver's fenced writes are in
 * `engine/store.ts`.
 */
import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { RecordedSwap } from '#lib/indexes/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import type { Edits, EventLevel, Ledger, RunState, StageState } from './model.ts';
import type { ObservedRun } from './observed/observed-run.ts';
import { waitColumns, waitJoin, type WaitRow } from './waits-store.ts';

/**
 * How far the readers of a run have come: `building` until just before its aliases move,
 * `swapping` from then on, `moved` once they are known to have moved.
 */
export type RunPhase = 'building' | 'swapping' | 'moved';

export interface RunRow {
  readonly id: string;
  readonly environment: string;
  readonly number: number;
  readonly pipeline: string;
  readonly pipeline_version: number;
  readonly state: RunState;
  readonly phase: RunPhase;
  readonly swap: RecordedSwap | null;
  readonly is_dry: boolean;
  /** Null: it was started before this was recorded. */
  readonly is_synthetic: boolean | null;
  readonly started_by: string;
  readonly reason: string;
  readonly as_of: string;
  readonly queued_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly cancel_requested_by: string | null;
  /** Null: nobody cancelled it, or it was not recorded; empty: none was given. */
  readonly cancel_reason: string | null;
  readonly token: number;
  readonly generations: Readonly<Record<string, string>>;
  readonly conflicts: number;
  readonly fault: Fault | null;
  /** Null: not taken, or not known. */
  readonly write_marks: readonly WriteMark[] | null;
  readonly edits: Edits | null;
  readonly documents: number | null;
  /** Null: the console drives the run itself. */
  readonly observed: ObservedRun | null;
}

export interface StageRow extends Ledger {
  readonly counted: number | null;
  readonly run_id: string;
  readonly position: number;
  readonly name: string;
  readonly state: StageState;
  readonly attempt: number;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

export const runColumns = `id, environment, number, pipeline, pipeline_version, state, is_dry,
  is_synthetic, started_by, reason, as_of, queued_at, started_at, ended_at, cancel_requested_by,
  cancel_reason, token, generations, conflicts, fault, phase, swap, write_marks, edits,
  documents, observed`;

/** Serialises the starts of one environment inside their transactions. */
export async function lockStarts(tx: Sql, environment: string): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('sync.start:' || $1, 0))`, [
    environment,
  ]);
}

export async function activeRun(sql: Sql, environment: string): Promise<RunRow | null> {
  const [row] = await sql.rows<RunRow>(
    `select ${runColumns} from run where environment = $1 and ended_at is null`,
    [environment],
  );
  return row ?? null;
}

/** What is inferred of the active run of each of these environments. */
export function activeObserved(
  sql: Sql,
  environments: readonly string[],
): Promise<Pick<RunRow, 'environment' | 'observed' | 'pipeline' | 'pipeline_version'>[]> {
  return sql.rows(
    `select environment, observed, pipeline, pipeline_version from run
     where environment = any($1::text[]) and ended_at is null`,
    [environments],
  );
}

/** The run that this key has started in the environment; null for one that has not been used. */
export async function runByKey(
  sql: Sql,
  environment: string,
  startedById: string,
  idempotencyKey: string,
): Promise<RunRow | null> {
  const [row] = await sql.rows<RunRow>(
    `select ${runColumns} from run
      where environment = $1 and started_by_id = $2 and idempotency_key = $3`,
    [environment, startedById, idempotencyKey],
  );
  return row ?? null;
}

export async function runByName(
  sql: Sql,
  environment: string,
  number: number,
): Promise<RunRow | null> {
  const [row] = await sql.rows<RunRow>(
    `select ${runColumns} from run where environment = $1 and number = $2`,
    [environment, number],
  );
  return row ?? null;
}

/** The newest that has ended and has moved readers. */
export async function lastMovedRun(sql: Sql, environment: string): Promise<RunRow | null> {
  const [row] = await sql.rows<RunRow>(
    `select ${runColumns} from run
      where environment = $1 and ended_at is not null and phase = 'moved'
      order by number desc limit 1`,
    [environment],
  );
  return row ?? null;
}

export async function runById(sql: Sql, id: string): Promise<RunRow | null> {
  const [row] = await sql.rows<RunRow>(`select ${runColumns} from run where id = $1`, [id]);
  return row ?? null;
}

export interface RunOwner extends Pick<
  RunRow,
  'id' | 'environment' | 'pipeline' | 'pipeline_version'
> {
  readonly hasEnded: boolean;
}

/** Whose these runs are and whether they have ended; those that this database knows. */
export async function runsAmong(sql: Sql, ids: readonly string[]): Promise<RunOwner[]> {
  return sql.rows<RunOwner>(
    `select id, environment, pipeline, pipeline_version, ended_at is not null as "hasEnded"
     from run where id = any($1::uuid[])`,
    [ids],
  );
}

export interface NewRun {
  readonly id: string;
  readonly environment: string;
  readonly pipeline: string;
  readonly pipelineVersion: number;
  readonly isDry: boolean;
  readonly isSynthetic: boolean | null;
  readonly startedBy: string;
  /** Actor's id: names may change and repeat. */
  readonly startedById: string;
  readonly reason: string;
  readonly idempotencyKey: string | null;
  readonly requestId: string;
  readonly asOf: string;
  readonly stages: readonly string[];
  readonly observed: ObservedRun | null;
}

/**
 * Inserts the run under the next number of its environment, with its waiting stages. The caller
 * holds `lockStarts`.
 */
export async function insertRun(tx: Sql, run: NewRun): Promise<RunRow> {
  const [row] = await tx.rows<RunRow>(
    `insert into run (id, environment, number, pipeline, pipeline_version, state, is_dry,
       started_by, reason, idempotency_key, request_id, as_of, started_by_id, is_synthetic,
       observed)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, 'queued', $5,
       $6, $7, $8, $9, $10::date, $11, $12::boolean, $13::jsonb
     from run where environment = $2
     returning ${runColumns}`,
    [
      run.id,
      run.environment,
      run.pipeline,
      run.pipelineVersion,
      run.isDry,
      run.startedBy,
      run.reason,
      run.idempotencyKey,
      run.requestId,
      run.asOf,
      run.startedById,
      run.isSynthetic,
      run.observed === null ? null : JSON.stringify(run.observed),
    ],
  );
  if (row === undefined) throw new Error('an insert without a row');
  await tx.run(
    `insert into run_stage (run_id, position, name)
     select $1, position - 1, name
     from unnest($2::text[]) with ordinality as stage (name, position)`,
    [run.id, run.stages],
  );
  return row;
}

/** False: the run has ended. */
export async function requestCancel(
  { prisma }: Queryable,
  runId: string,
  by: string,
  reason: string,
): Promise<boolean> {
  const { count } = await prisma.run.updateMany({
    where: { id: runId, endedAt: null },
    data: { cancelRequestedBy: by, cancelReason: reason, state: 'cancelling' },
  });
  return count === 1;
}

export async function insertEvent(
  { prisma }: Queryable,
  runId: string,
  level: EventLevel,
  says: string,
): Promise<void> {
  await prisma.runEvent.create({ data: { runId, level, says }, select: { id: true } });
}

type BriefColumn =
  | 'environment'
  | 'number'
  | 'pipeline'
  | 'pipeline_version'
  | 'state'
  | 'is_dry'
  | 'queued_at'
  | 'started_at'
  | 'ended_at'
  | 'fault';

export interface BriefRow extends Pick<RunRow, BriefColumn>, WaitRow {
  /** The last stage that was begun. */
  readonly stage: string | null;
  readonly stage_state: StageState | null;
  readonly position: number | null;
  readonly attempt: number | null;
}

/**
 * Of each environment the run in progress, the newest that has ended and the newest that settled;
 * newest first.
 */
export function briefRows(sql: Sql, environments: readonly string[]): Promise<BriefRow[]> {
  return sql.rows<BriefRow>(
    `select run.environment, run.number, pipeline, pipeline_version, run.state, is_dry, queued_at,
       run.started_at, run.ended_at, fault, stage.name as stage, stage.state as stage_state,
       stage.position, stage.attempt, ${waitColumns}
     from unnest($1::text[]) wanted(environment)
     cross join lateral (
       select id from run where environment = wanted.environment and ended_at is null
       union (select id from run where environment = wanted.environment and ended_at is not null
         order by number desc limit 1)
       union (select id from run where environment = wanted.environment and state = 'settled'
         and not is_dry order by number desc limit 1)
     ) newest
     join run on run.id = newest.id
     left join lateral (
       select name, position, state, attempt from run_stage
       where run_id = run.id and started_at is not null order by position desc limit 1
     ) stage on true
     ${waitJoin}
     order by run.number desc`,
    [environments],
  );
}

export async function stagesOf(sql: Sql, runIds: readonly string[]): Promise<StageRow[]> {
  if (runIds.length === 0) return [];
  return sql.rows<StageRow>(
    'select * from run_stage where run_id = any($1::uuid[]) order by run_id, position',
    [runIds],
  );
}

/** What an estimate goes by, wherever it is shown: so many of the newest of these runs. */
export const runsToGoBy = 12;
const toGoBy = `state = 'settled' and not is_dry and started_at is not null`;
const tookMs = '(extract(epoch from ended_at - started_at) * 1000)::int8';

export interface SettledRow extends Pick<RunRow, 'is_dry' | 'observed' | 'phase' | 'swap'> {
  readonly number: number;
  readonly pipeline: string;
  readonly ended_at: Date;
  readonly ms: number;
}

/** The newest of each pipeline that settled and were no dry runs, the newest first. */
export function settledRows(sql: Sql, environment: string, limit: number): Promise<SettledRow[]> {
  return sql.rows<SettledRow>(
    `select * from (
       select number, pipeline, ended_at, is_dry, observed, phase, swap, ${tookMs} as ms,
         row_number() over (partition by pipeline order by number desc) as place
       from run where environment = $1 and ${toGoBy}
     ) run where place <= $2::integer
     order by number desc`,
    [environment, limit],
  );
}

/** The newest first. */
export async function settledDurations(
  sql: Sql,
  environment: string,
  pipeline: string,
): Promise<number[]> {
  const rows = await sql.rows<{ ms: number }>(
    `select ${tookMs} as ms from run
     where environment = $1 and pipeline = $2 and ${toGoBy}
     order by number desc limit $3`,
    [environment, pipeline, runsToGoBy],
  );
  return rows.map((row) => row.ms);
}

export interface PreviousStageRow {
  readonly number: number;
  readonly name: string;
  readonly received: number;
  readonly ms: number;
}

/** The stages of the newest run before this one that settled and was no dry run. */
export function previousStages(
  sql: Sql,
  { environment, number, pipeline, pipeline_version }: RunRow,
): Promise<PreviousStageRow[]> {
  return sql.rows<PreviousStageRow>(
    `select run.number, run_stage.name, received,
       (extract(epoch from run_stage.ended_at - run_stage.started_at) * 1000)::int8 as ms
     from run join run_stage on run_id = run.id
     where run_stage.started_at is not null and run_stage.ended_at is not null
       and run.id = (select id from run where environment = $1 and number < $2 and pipeline = $3
         and pipeline_version = $4 and state = 'settled' and not is_dry
         order by number desc limit 1)`,
    [environment, number, pipeline, pipeline_version],
  );
}

/**
 * What a stage received in the last run of a pipeline that settled and was no dry run; null where
 * there is none.
 */
export async function lastReceived(
  sql: Sql,
  { environment, pipeline }: Pick<RunRow, 'environment' | 'pipeline'>,
  stage: string,
): Promise<{ readonly number: number; readonly received: number } | null> {
  const [row] = await sql.rows<{ number: number; received: number }>(
    `select run.number, run_stage.received from run
     join run_stage on run_id = run.id and run_stage.name = $3 and run_stage.state = 'done'
     where environment = $1 and pipeline = $2 and run.state = 'settled' and not is_dry
     order by run.number desc limit 1`,
    [environment, pipeline, stage],
  );
  return row ?? null;
}
