/** Single records that went another way than into the index. */
import { newId } from '#lib/kernel/ids.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { fence, fenced, held } from './store.ts';

export interface NotedRecord {
  readonly kind: 'quarantined' | 'conflict' | 'rejected' | 'noted';
  readonly reason: string;
  readonly reference: string;
}

/** Not fenced: rows carry their attempt, and only those of the last attempt remain. */
export async function noteRecords(
  sql: Sql,
  runId: string,
  stage: string,
  attempt: number,
  records: readonly NotedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await sql.run(
    `insert into run_record (run_id, stage, attempt, kind, reason, reference, batch, place)
     select $1::uuid, $2, $3::int, kind, reason, reference, $7::uuid, place
     from unnest($4::text[], $5::text[], $6::text[]) with ordinality
       as noted (kind, reason, reference, place)
     on conflict (batch, place) do nothing`,
    [
      runId,
      stage,
      attempt,
      records.map((r) => r.kind),
      records.map((r) => r.reason),
      records.map((r) => r.reference),
      newId(),
    ],
  );
}

/** Counts the conflicts of the last attempts into the run. */
export async function saveConflicts(sql: Sql, lease: Lease, runId: string): Promise<void> {
  await fenced(
    sql,
    `with ${held} update run set conflicts = (
       select count(*) from run_record join run_stage on run_stage.run_id = $4 and name = stage
       and run_stage.attempt = run_record.attempt
       where run_record.run_id = $4 and kind = 'conflict') from held where run.id = $4`,
    [...fence(lease), runId],
  );
}
