/** The driver's writes. Each one names the lease, and touches nothing when the lease is lost: then `LeaseLost` is thrown. */
import { createHash } from 'node:crypto';
import type { Fault } from '#lib/kernel/result.ts';
import type { Lease } from '#lib/platform/lease.ts';
import type { Database, Sql } from '#lib/platform/postgres.ts';
import type { Delivery, Route } from '#lib/platform/broker/port.ts';
import type { EventLevel, Ledger, RunState, StageState } from '../model.ts';
import type { Channel } from '../pipeline.ts';
import { Cancelled } from './driving.ts';

/** Another worker drives the run now, or may. Whoever meets this stops at once and writes nothing more. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease of this run is lost');
    this.name = 'LeaseLost';
  }
}

const held = `held as (select 1 from lease where name = $1 and holder = $2 and token = $3 for share)`;

function fence(lease: Lease): readonly unknown[] {
  return [lease.name, lease.holder, lease.token];
}

async function fenced(sql: Sql, text: string, params: readonly unknown[]): Promise<void> {
  if ((await sql.run(text, params)) === 0) throw new LeaseLost();
}

/** Also the last look before the swap: a run that somebody wants cancelled changes its state no more (`Cancelled`). */
export async function saveRunState(sql: Sql, lease: Lease, runId: string, state: RunState): Promise<void> {
  const touched = await sql.run(
    `with ${held} update run set state = $5, token = greatest(token, $3), started_at = coalesce(started_at, clock_timestamp()),
       as_of = case when started_at is null then (clock_timestamp() at time zone 'Europe/London')::date else as_of end
     from held where run.id = $4 and run.token <= $3 and run.ended_at is null and run.cancel_requested_by is null`,
    [...fence(lease), runId, state],
  );
  if (touched === 0) throw (await isCancelRequested(sql, runId)) ? new Cancelled() : new LeaseLost();
}

export async function saveGenerations(sql: Sql, lease: Lease, runId: string, generations: Readonly<Record<string, string>>): Promise<void> {
  await fenced(sql, `with ${held} update run set generations = $5::jsonb from held where run.id = $4`, [
    ...fence(lease),
    runId,
    JSON.stringify(generations),
  ]);
}

export interface RunEnding {
  readonly state: RunState;
  readonly fault: Fault | null;
  /** What becomes of the stage that was at work; those that wait are skipped. */
  readonly unfinished: StageState;
  readonly level: EventLevel;
  readonly says: string;
}

/** Ends the run and its stages as one: whatever kills a worker leaves a run that goes on, or one that has ended. */
export async function endRun(database: Database, lease: Lease, runId: string, ending: RunEnding): Promise<void> {
  const { state, fault, unfinished, level, says } = ending;
  await database.transaction(async (tx) => {
    await fenced(
      tx,
      `with ${held} update run set state = $5, fault = $6::jsonb, ended_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())
       from held where run.id = $4 and run.ended_at is null`,
      [...fence(lease), runId, state, fault === null ? null : JSON.stringify(fault)],
    );
    await tx.run(
      `update run_stage set state = case state when 'running' then $2 else 'skipped' end, ended_at = clock_timestamp()
       where run_id = $1 and state in ('running', 'waiting')`,
      [runId, unfinished],
    );
    await saveEvent(tx, lease, runId, level, says);
  });
}

export async function saveEvent(sql: Sql, lease: Lease, runId: string, level: EventLevel, says: string): Promise<void> {
  await fenced(sql, `with ${held} insert into run_event (run_id, level, says) select $4::uuid, $5, $6 from held`, [
    ...fence(lease),
    runId,
    level,
    says,
  ]);
}

/** Begins an attempt with an empty ledger; what earlier attempts noted about single records is forgotten. Returns the attempt's number. */
export async function beginStage(database: Database, lease: Lease, runId: string, position: number): Promise<number> {
  return database.transaction(async (tx) => {
    const [row] = await tx.rows<{ attempt: number; name: string }>(
      `with ${held} update run_stage set state = 'running', attempt = attempt + 1, expected = null, sent = null, received = 0, written = 0, merged = 0,
         quarantined = 0, rejected = 0, dead = 0, redelivered = 0, withheld = null, started_at = coalesce(started_at, clock_timestamp()), ended_at = null
       from held where run_id = $4 and position = $5 returning attempt, name`,
      [...fence(lease), runId, position],
    );
    if (row === undefined) throw new LeaseLost();
    await tx.run('delete from run_record where run_id = $1 and stage = $2 and attempt < $3', [runId, row.name, row.attempt]);
    await tx.run('delete from run_sample where run_id = $1 and stage = $2', [runId, row.name]);
    return row.attempt;
  });
}

/**
 * Writes down that an order to a participant without headers is about to be published, and returns how many end markers are to come: one
 * for each order of this run that is not answered yet, this one included. `ends` are those that were taken off the queue before it.
 */
export async function placeOrder(sql: Sql, lease: Lease, runId: string, position: number, ends: number): Promise<number> {
  const [row] = await sql.rows<{ pending: number }>(
    `with ${held} update run_stage set orders = orders + 1, ends = least(orders, ends + $6::int) from held where run_id = $4 and position = $5
     returning orders - ends as pending`,
    [...fence(lease), runId, position, ends],
  );
  if (row === undefined) throw new LeaseLost();
  return row.pending;
}

/** Writes down that this many of the orders are answered, before their end markers are acknowledged. */
export async function saveEnds(sql: Sql, lease: Lease, runId: string, position: number, ends: number): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set ends = least(orders, ends + $6::int) from held where run_id = $4 and position = $5`,
    [...fence(lease), runId, position, ends],
  );
}

/** Expects nothing more of any order that was placed so far. */
export async function forgetOrders(sql: Sql, lease: Lease, runId: string, position: number): Promise<void> {
  await fenced(sql, `with ${held} update run_stage set ends = orders from held where run_id = $4 and position = $5`, [
    ...fence(lease),
    runId,
    position,
  ]);
}

export async function saveLedger(sql: Sql, lease: Lease, runId: string, position: number, ledger: Ledger): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set expected = $6, sent = $7, received = $8, written = $9, merged = $10, quarantined = $11,
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

export async function saveSample(sql: Sql, lease: Lease, runId: string, stage: string, written: number): Promise<void> {
  await fenced(
    sql,
    // Two samples can fall on one tick of the embedded database's clock.
    `with ${held} insert into run_sample (run_id, stage, written) select $4::uuid, $5, $6::int from held
     on conflict (run_id, stage, at) do update set written = excluded.written`,
    [...fence(lease), runId, stage, written],
  );
}

export async function endStage(sql: Sql, lease: Lease, runId: string, position: number, state: StageState): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run_stage set state = $6, ended_at = clock_timestamp() from held where run_id = $4 and position = $5`,
    [...fence(lease), runId, position, state],
  );
}

export async function saveConflicts(sql: Sql, lease: Lease, runId: string): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run set conflicts = (
       select count(*) from run_record join run_stage on run_stage.run_id = $4 and name = stage and run_stage.attempt = run_record.attempt
       where run_record.run_id = $4 and kind = 'conflict') from held where run.id = $4`,
    [...fence(lease), runId],
  );
}

export async function isCancelRequested(sql: Sql, runId: string): Promise<boolean> {
  return (await sql.rows('select 1 from run where id = $1 and cancel_requested_by is not null', [runId])).length === 1;
}

export interface NotedRecord {
  readonly kind: 'quarantined' | 'conflict' | 'rejected';
  readonly reason: string;
  readonly reference: string;
}

/** Not fenced: rows carry their attempt, and only those of the last attempt are kept. */
export async function noteRecords(sql: Sql, runId: string, stage: string, attempt: number, records: readonly NotedRecord[]): Promise<void> {
  if (records.length === 0) return;
  await sql.run(
    `insert into run_record (run_id, stage, attempt, kind, reason, reference)
     select $1::uuid, $2, $3::int, kind, reason, reference from unnest($4::text[], $5::text[], $6::text[]) as noted (kind, reason, reference)`,
    [runId, stage, attempt, records.map((r) => r.kind), records.map((r) => r.reason), records.map((r) => r.reference)],
  );
}

export interface NewDeadLetter {
  readonly environment: string;
  readonly runId: string | null;
  readonly stage: string | null;
  readonly channel: Channel;
  readonly route: Route;
  readonly delivery: Delivery;
  readonly reason: string;
}

const lettersAtOnce = 50;

// NUL cannot stand in PostgreSQL text; the replacement character marks where one was.
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

/** Brokers give a message no name, so equal messages are one letter: sent from there again, one does what all of them would have done. */
function letterId({ environment, runId, stage, delivery }: NewDeadLetter): string {
  const digest = createHash('sha256').update(
    JSON.stringify([environment, runId, stage, delivery.queue, delivery.body, Object.entries(delivery.headers).sort()]),
  );
  const hex = digest.digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/**
 * Keeps what could not be handled, whole, so that it can be sent again to where it came from. Equal messages are counted; one that is only
 * delivered again, because a worker met it and died before it was acknowledged, is not.
 */
export async function keepDeadLetters(sql: Sql, letters: readonly NewDeadLetter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += lettersAtOnce) await keepSome(sql, letters.slice(from, from + lettersAtOnce));
}

const asRow = (letter: NewDeadLetter) => ({
  id: letterId(letter),
  environment: letter.environment,
  run_id: letter.runId,
  stage: letter.stage,
  channel: letter.channel,
  exchange: letter.route.exchange,
  key: letter.route.key,
  queue: letter.delivery.queue,
  body: storable(letter.delivery.body),
  headers: Object.fromEntries(Object.entries(letter.delivery.headers).map(([name, value]) => [storable(name), storable(value)])),
  reason: letter.reason,
  occurrences: 0,
  /** Of the occurrences, those that the broker delivers for the first time. */
  fresh: 0,
});

async function keepSome(sql: Sql, letters: readonly NewDeadLetter[]): Promise<void> {
  const rows = new Map<string, ReturnType<typeof asRow>>();
  for (const letter of letters) {
    const read = asRow(letter);
    const row = rows.get(read.id) ?? read;
    row.occurrences++;
    if (!letter.delivery.redelivered) row.fresh++;
    rows.set(row.id, row);
  }
  await sql.run(
    `with letter as (
       select * from jsonb_to_recordset($1::jsonb) as letter (id uuid, environment text, run_id uuid, stage text, channel text, exchange text,
         key text, queue text, body text, headers jsonb, reason text, occurrences int, fresh int)
     )
     insert into dead_letter as kept (id, environment, run_id, stage, channel, exchange, key, queue, body, headers, reason, occurrences, at, last_at)
     select id, environment, run_id, stage, channel, exchange, key, queue, body, headers, reason, occurrences, moment, moment
     from letter, (select clock_timestamp() as moment) clock order by id
     on conflict (id) do update set last_at = excluded.last_at,
       occurrences = kept.occurrences + (select fresh from letter where letter.id = excluded.id)
     where (select fresh from letter where letter.id = excluded.id) > 0`,
    [JSON.stringify([...rows.values()])],
  );
}

export interface ClaimRow {
  readonly participant: string;
  readonly state: 'claimed' | 'done' | 'failed';
  readonly says: string | null;
  readonly sent: number;
  readonly withheld: number;
  readonly ledger: Ledger | null;
  readonly silent_ms: number;
}

export async function claimsOf(sql: Sql, runId: string, stage: string, attempt: number): Promise<ClaimRow[]> {
  return sql.rows<ClaimRow>(
    `select participant, state, says, sent, withheld, ledger,
       (extract(epoch from clock_timestamp() - heartbeat_at) * 1000)::int8 as silent_ms
     from stage_claim where run_id = $1 and stage = $2 and attempt = $3`,
    [runId, stage, attempt],
  );
}

/** The claim of a participant on an attempt. */
export interface Claim {
  readonly environment: string;
  readonly runId: string;
  readonly stage: string;
  readonly participant: string;
  readonly attempt: number;
  readonly token: number;
  readonly holder: string;
}

/** Who holds the run of an environment; one name for the engine and its participants. */
export function leaseName(environment: string): string {
  return `sync:${environment}`;
}

/** False when the attempt is not the driver's any more, or somebody has claimed it already. */
export async function insertClaim(database: Database, claim: Claim): Promise<boolean> {
  return database.transaction(async (tx) => {
    const current = await tx.rows(
      `select 1 from lease join run_stage on run_id = $3::uuid and run_stage.name = $4 and attempt = $5 and state = 'running'
       where lease.name = $1 and lease.token = $2 for share`,
      [leaseName(claim.environment), claim.token, claim.runId, claim.stage, claim.attempt],
    );
    if (current.length === 0) return false;
    const touched = await tx.run(
      `insert into stage_claim (run_id, stage, participant, attempt, holder, state) values ($1, $2, $3, $4, $5, 'claimed') on conflict do nothing`,
      [claim.runId, claim.stage, claim.participant, claim.attempt, claim.holder],
    );
    return touched === 1;
  });
}

/** False when the attempt has been given up by the driver: the participant stops. Only a claimed row can be reported on. */
export async function reportClaim(
  sql: Sql,
  claim: Claim,
  report: {
    readonly state: 'claimed' | 'done' | 'failed';
    readonly says?: string;
    readonly sent: number;
    readonly withheld: number;
    readonly ledger?: Ledger;
  },
): Promise<boolean> {
  const touched = await sql.run(
    `update stage_claim set state = $6, says = $7, sent = $8, withheld = $9, ledger = $10::jsonb, heartbeat_at = clock_timestamp()
     where run_id = $1 and stage = $2 and participant = $3 and attempt = $4 and holder = $5 and state = 'claimed'
       and exists (select 1 from lease where name = $11 and token = $12)
       and exists (select 1 from run_stage where run_id = $1 and name = $2 and attempt = $4 and state = 'running')`,
    [
      claim.runId,
      claim.stage,
      claim.participant,
      claim.attempt,
      claim.holder,
      report.state,
      report.says ?? null,
      report.sent,
      report.withheld,
      report.ledger === undefined ? null : JSON.stringify(report.ledger),
      leaseName(claim.environment),
      claim.token,
    ],
  );
  return touched === 1;
}
