/**
 * What participants claim and report, and how the driver reads it. A claim is fenced by the run's
 * token; a report, by its claim.
 */
import type { Fault } from '#lib/kernel/result.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import type { Ledger } from '../model.ts';
import { leaseName } from './store.ts';

export interface ClaimRow {
  readonly participant: string;
  readonly state: 'claimed' | 'done' | 'failed';
  readonly says: string | null;
  /** Of one that failed on a service; null where it failed on something else. */
  readonly fault: Fault | null;
  readonly sent: number;
  readonly withheld: number;
  readonly ledger: Ledger | null;
  readonly silent_ms: number;
}

export async function claimsOf(
  sql: Sql,
  runId: string,
  stage: string,
  attempt: number,
): Promise<ClaimRow[]> {
  return sql.rows<ClaimRow>(
    `select participant, state, says, fault, sent, withheld, ledger,
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

/**
 * False when the attempt is not the driver's any more, or another worker has claimed it already.
 */
export async function insertClaim(database: Database, claim: Claim): Promise<boolean> {
  return database.transaction(async (tx) => {
    const current = await tx.rows(
      `select 1 from lease join run_stage on run_id = $3::uuid and run_stage.name = $4
        and attempt = $5 and state = 'running'
       where lease.name = $1 and lease.token = $2 for share`,
      [leaseName(claim.environment), claim.token, claim.runId, claim.stage, claim.attempt],
    );
    if (current.length === 0) return false;
    const touched = await tx.run(
      `insert into stage_claim (run_id, stage, participant, attempt, holder, state)
        values ($1, $2, $3, $4, $5, 'claimed') on conflict do nothing`,
      [claim.runId, claim.stage, claim.participant, claim.attempt, claim.holder],
    );
    return touched === 1;
  });
}

/**
 * How many processes in a row have left their claim on this stage without a word, and what the last
 * of them had in hand.
 */
export async function readDeaths(
  sql: Sql,
  { runId, stage, participant, attempt }: Claim,
): Promise<{ readonly deaths: number; readonly inHand: readonly string[] | null }> {
  const rows = await sql.rows<{ state: string; inHand: readonly string[] | null }>(
    `select state, in_hand as "inHand" from stage_claim
      where run_id = $1 and stage = $2 and participant = $3 and attempt < $4
      order by attempt desc limit 10`,
    [runId, stage, participant, attempt],
  );
  const alive = rows.findIndex(({ state }) => state !== 'claimed');
  const deaths = alive === -1 ? rows.length : alive;
  return { deaths, inHand: deaths > 0 ? (rows[0]?.inHand ?? null) : null };
}

/** Only while the attempt is this process's: nobody else writes to its claim. */
export async function saveClaimInHand(
  sql: Sql,
  { runId, stage, participant, attempt, holder }: Claim,
  inHand: readonly string[] | null,
): Promise<void> {
  await sql.run(
    `update stage_claim set in_hand = $6::jsonb
      where run_id = $1 and stage = $2 and participant = $3 and attempt = $4 and holder = $5`,
    [runId, stage, participant, attempt, holder, inHand === null ? null : JSON.stringify(inHand)],
  );
}

/**
 * False when the attempt has been given up by the driver: the participant stops. Only a claimed row
 * can be reported on.
 */
export async function reportClaim(
  sql: Sql,
  claim: Claim,
  report: {
    readonly state: 'claimed' | 'done' | 'failed';
    readonly says?: string;
    readonly fault?: Fault | null;
    readonly sent: number;
    readonly withheld: number;
    readonly ledger?: Ledger;
  },
): Promise<boolean> {
  const touched = await sql.run(
    `update stage_claim set state = $6, says = $7, sent = $8, withheld = $9, ledger = $10::jsonb,
      fault = $13::jsonb, heartbeat_at = clock_timestamp()
     where run_id = $1 and stage = $2 and participant = $3 and attempt = $4 and holder = $5
       and state = 'claimed'
       and exists (select 1 from lease where name = $11 and token = $12)
       and exists (select 1 from run_stage where run_id = $1 and name = $2 and attempt = $4
         and state = 'running')`,
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
      report.fault === undefined || report.fault === null ? null : JSON.stringify(report.fault),
    ],
  );
  return touched === 1;
}
