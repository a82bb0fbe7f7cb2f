/**
 * The driver's writes about its run and the run's stages. Each one names the lease, and touches
 * nothing when that is lost: then `LeaseLost` is thrown. One that is sent again because its answer
 * was lost (`withPatience`) takes effect once; of samples the same one may be kept twice.
 */
import { newId } from '#lib/kernel/ids.ts';
import type { RecordedSwap } from '#lib/indexes/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { notify } from '#lib/notify/index.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import type { Edits, EventLevel, Ledger, RunState, StageState } from '../model.ts';
import { noticesOfEnd, type NamedRun } from '../notices.ts';
import { Cancelled } from './stage-context.ts';

/**
 * Another worker drives the run now, or may. Whoever meets this stops at once and writes nothing
 * more.
 */
export class LeaseLost extends Error {
  constructor() {
    super('the lease of this run is lost');
    this.name = 'LeaseLost';
  }
}

/** Who holds the run of an environment; one name for the engine and its participants. */
export function leaseName(environment: string): string {
  return `sync:${environment}`;
}

/** Begins every fenced statement, whose first three parameters are those of `fence`. */
export const held = `held as (
  select 1 from lease where name = $1 and holder = $2 and token = $3 for share)`;

export function fence(lease: Lease): readonly unknown[] {
  return [lease.name, lease.holder, lease.token];
}

export async function fenced(sql: Sql, text: string, params: readonly unknown[]): Promise<void> {
  if ((await sql.run(text, params)) === 0) throw new LeaseLost();
}

/** A run whose cancellation is requested changes its state no more (`Cancelled`). */
export async function saveRunState(
  sql: Sql,
  lease: Lease,
  runId: string,
  state: RunState,
): Promise<void> {
  const touched = await sql.run(
    `with ${held} update run set state = $5, token = greatest(token, $3),
       started_at = coalesce(started_at, clock_timestamp()),
       as_of = case when started_at is null
         then (clock_timestamp() at time zone 'Europe/London')::date else as_of end
     from held where run.id = $4 and run.token <= $3 and run.ended_at is null
     and run.cancel_requested_by is null`,
    [...fence(lease), runId, state],
  );
  if (touched === 0)
    throw (await isCancelRequested(sql, runId)) ? new Cancelled() : new LeaseLost();
}

/**
 * The last check before the swap, which is recorded with it: from here on where its readers are is
 * decided by the search engine alone.
 */
export async function saveSwapBegun(
  sql: Sql,
  lease: Lease,
  runId: string,
  swap: RecordedSwap,
): Promise<void> {
  await saveRunState(sql, lease, runId, 'swapping');
  await fenced(
    sql,
    `with ${held} update run set phase = 'swapping', swap = $5::jsonb from held where run.id = $4`,
    [...fence(lease), runId, JSON.stringify(swap)],
  );
}

/** How many documents the indexes of the data stages have, before the swap. */
export const saveDocuments = (
  sql: Sql,
  lease: Lease,
  runId: string,
  documents: number,
): Promise<void> =>
  fenced(sql, `with ${held} update run set documents = $5 from held where run.id = $4`, [
    ...fence(lease),
    runId,
    documents,
  ]);

export async function saveGenerations(
  sql: Sql,
  lease: Lease,
  runId: string,
  generations: Readonly<Record<string, string>>,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run set generations = $5::jsonb from held where run.id = $4`,
    [...fence(lease), runId, JSON.stringify(generations)],
  );
}

/** The first marks of a run stay, whoever begins it again. */
export async function saveWriteMarks(
  sql: Sql,
  lease: Lease,
  runId: string,
  marks: readonly WriteMark[] | null,
  edits: Edits | null,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run set write_marks = coalesce(write_marks, $5::jsonb),
      edits = case when write_marks is null then $6::jsonb else edits end
     from held where run.id = $4`,
    [...fence(lease), runId, toJson(marks), toJson(edits)],
  );
}

export async function saveEdits(
  sql: Sql,
  lease: Lease,
  runId: string,
  edits: Edits | null,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run set edits = $5::jsonb from held
      where run.id = $4 and run.ended_at is null`,
    [...fence(lease), runId, toJson(edits)],
  );
}

const toJson = (value: object | null): string | null =>
  value === null ? null : JSON.stringify(value);

export interface RunEnding {
  readonly state: RunState;
  readonly fault: Fault | null;
  readonly haveReadersMoved: boolean;
  /** What becomes of the stage that was at work; those that wait are skipped. */
  readonly unfinished: StageState;
  readonly level: EventLevel;
  readonly says: string;
}

/**
 * Ends the run and its stages as one: whatever kills a worker leaves a run that goes on, or one
 * that has ended.
 */
export async function endRun(
  database: Database,
  lease: Lease,
  runId: string,
  ending: RunEnding,
): Promise<void> {
  const { state, fault, haveReadersMoved, unfinished, level, says } = ending;
  await database.transaction(async (tx) => {
    const ended = await tx.rows(
      `select 1 from run where id = $1 and ended_at is not null and state = $2 and token = $3`,
      [runId, state, lease.token],
    );
    if (ended.length > 0) return;
    await fenced(
      tx,
      `with ${held} update run set state = $5, fault = $6::jsonb, ended_at = clock_timestamp(),
        started_at = coalesce(started_at, clock_timestamp()),
        phase = case when $7 then 'moved' else 'building' end
       from held where run.id = $4 and run.ended_at is null`,
      [
        ...fence(lease),
        runId,
        state,
        fault === null ? null : JSON.stringify(fault),
        haveReadersMoved,
      ],
    );
    await tx.run(
      `update run_stage set state = case state when 'running' then $2 else 'skipped' end,
        ended_at = clock_timestamp()
       where run_id = $1 and state in ('running', 'waiting')`,
      [runId, unfinished],
    );
    await saveEvent(tx, lease, runId, level, says);
    const [run] = await tx.rows<NamedRun>('select environment, number from run where id = $1', [
      runId,
    ]);
    if (run === undefined) return;
    for (const notice of noticesOfEnd(run, state, says)) await notify(tx, notice);
  });
}

export async function saveEvent(
  sql: Sql,
  lease: Lease,
  runId: string,
  level: EventLevel,
  says: string,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} insert into run_event (run_id, level, says, key)
       select $4::uuid, $5, $6, $7::uuid from held
     on conflict (key) do update set says = excluded.says`,
    [...fence(lease), runId, level, says, newId()],
  );
}

/** What an attempt came to, before the next one begins. One that nobody ended has no failure. */
async function keepAttempt(tx: Sql, lease: Lease, runId: string, position: number): Promise<void> {
  await tx.run(
    `with ${held} insert into run_stage_attempt (run_id, position, attempt, started_at, ended_at,
       failure, received, written, merged, quarantined, rejected, dead)
     select run_id, position, attempt, coalesce(attempt_started_at, started_at, clock_timestamp()),
       coalesce(failed_at, clock_timestamp()), failure, received, written, merged, quarantined,
       rejected, dead
     from run_stage, held where run_id = $4 and position = $5 and attempt > 0
     on conflict do nothing`,
    [...fence(lease), runId, position],
  );
}

/** Why the attempt at work has failed, for the record of it. */
export async function saveFailure(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
  failure: string,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set failed_at = clock_timestamp(), failure = $6 from held
      where run_id = $4 and position = $5`,
    [...fence(lease), runId, position, failure],
  );
}

/**
 * Begins an attempt with an empty ledger; what the earlier ones came to is kept, and what they
 * noted about single records is forgotten. Returns the attempt's number.
 */
export async function beginStage(
  database: Database,
  lease: Lease,
  runId: string,
  position: number,
): Promise<number> {
  const begunBy = newId();
  return database.transaction(async (tx) => {
    const [begun] = await tx.rows<{ attempt: number }>(
      'select attempt from run_stage where run_id = $1 and position = $2 and begun_by = $3::uuid',
      [runId, position, begunBy],
    );
    if (begun !== undefined) return begun.attempt;
    await keepAttempt(tx, lease, runId, position);
    const [row] = await tx.rows<{ attempt: number; name: string }>(
      `with ${held} update run_stage set state = 'running', attempt = attempt + 1, expected = null,
         counted = null,
         sent = null, received = 0, written = 0, merged = 0, quarantined = 0, rejected = 0,
         dead = 0, redelivered = 0, withheld = null, failed_at = null, failure = null,
         started_at = coalesce(started_at, clock_timestamp()),
         attempt_started_at = clock_timestamp(), ended_at = null, begun_by = $6::uuid
       from held where run_id = $4 and position = $5 returning attempt, name`,
      [...fence(lease), runId, position, begunBy],
    );
    if (row === undefined) throw new LeaseLost();
    await tx.run('delete from run_record where run_id = $1 and stage = $2 and attempt < $3', [
      runId,
      row.name,
      row.attempt,
    ]);
    await tx.run('delete from run_sample where run_id = $1 and stage = $2', [runId, row.name]);
    return row.attempt;
  });
}

export async function saveLedger(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
  ledger: Ledger,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage
      set expected = $6, sent = $7, received = $8, written = $9, merged = $10, quarantined = $11,
       rejected = $12, dead = $13, redelivered = $14, withheld = $15
     from held where run_id = $4 and position = $5`,
    [
      ...fence(lease),
      runId,
      position,
      ledger.expected,
      ledger.sent,
      ledger.received,
      ledger.written,
      ledger.merged,
      ledger.quarantined,
      ledger.rejected,
      ledger.dead,
      ledger.redelivered,
      ledger.withheld,
    ],
  );
}

/** Of an attempt that goes on; what comes late is left. */
export async function saveCounted(
  sql: Sql,
  lease: Lease,
  stage: { readonly runId: string; readonly position: number; readonly attempt: number },
  counted: number,
): Promise<void> {
  await sql.run(
    `with ${held} update run_stage set counted = $7 from held
      where run_id = $4 and position = $5 and attempt = $6 and state = 'running'`,
    [...fence(lease), stage.runId, stage.position, stage.attempt, counted],
  );
}

export async function saveSample(
  sql: Sql,
  lease: Lease,
  runId: string,
  stage: string,
  { written, rejected, dead }: Pick<Ledger, 'written' | 'rejected' | 'dead'>,
): Promise<void> {
  await fenced(
    sql,
    // Two samples can fall on one tick of the embedded database's clock.
    `with ${held} insert into run_sample (run_id, stage, written, rejected)
      select $4::uuid, $5, $6::int, $7::int from held
     on conflict (run_id, stage, at)
      do update set written = excluded.written, rejected = excluded.rejected`,
    [...fence(lease), runId, stage, written, rejected + dead],
  );
}

export async function endStage(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
  state: StageState,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set state = $6, ended_at = clock_timestamp() from held
      where run_id = $4 and position = $5`,
    [...fence(lease), runId, position, state],
  );
}

export async function isCancelRequested(sql: Sql, runId: string): Promise<boolean> {
  return (
    (await sql.rows('select 1 from run where id = $1 and cancel_requested_by is not null', [runId]))
      .length === 1
  );
}

/**
 * Counts that another worker begins the stage at work again. One that came further than all before
 * it was no vain one: the count begins anew.
 */
export async function countTakeover(
  sql: Sql,
  lease: Lease,
  runId: string,
): Promise<{ readonly position: number; readonly takeovers: number } | null> {
  const [row] = await sql.rows<{ position: number; takeovers: number }>(
    `with ${held} update run_stage
      set takeovers = case when received > furthest then 1 else takeovers + 1 end,
       furthest = greatest(furthest, received)
     from held where run_id = $4 and state = 'running' returning position, takeovers`,
    [...fence(lease), runId],
  );
  return row ?? null;
}

/** A worker that was told to stop has not failed at its stage. */
export async function forgiveTakeover(sql: Sql, lease: Lease, runId: string): Promise<void> {
  await sql.run(
    `with ${held} update run_stage set takeovers = takeovers - 1
     from held where run_id = $4 and state = 'running'`,
    [...fence(lease), runId],
  );
}

/** How often the stage has been taken over in vain, and what the worker before had in hand. */
export async function readTakeovers(
  sql: Sql,
  runId: string,
  position: number,
): Promise<{ readonly takeovers: number; readonly inHand: readonly string[] | null }> {
  const [row] = await sql.rows<{ takeovers: number; inHand: readonly string[] | null }>(
    'select takeovers, in_hand as "inHand" from run_stage where run_id = $1 and position = $2',
    [runId, position],
  );
  return row ?? { takeovers: 0, inHand: null };
}

export async function saveInHand(
  sql: Sql,
  lease: Lease,
  runId: string,
  position: number,
  inHand: readonly string[] | null,
): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set in_hand = $6::jsonb from held
      where run_id = $4 and position = $5`,
    [...fence(lease), runId, position, inHand === null ? null : JSON.stringify(inHand)],
  );
}
