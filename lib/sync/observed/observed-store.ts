/** The observer's writes about its run. Each one names the lease, as those of the engine do. */
import type { Database, Sql } from '#lib/platform/database/database.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import { fence, fenced, held } from '../engine/store.ts';
import type { StageInferred } from './infer.ts';
import type { ObservedRun } from './observed-run.ts';

export const saveObserved = (
  sql: Sql,
  lease: Lease,
  runId: string,
  observed: ObservedRun,
): Promise<void> =>
  fenced(sql, `with ${held} update run set observed = $5::jsonb from held where run.id = $4`, [
    ...fence(lease),
    runId,
    JSON.stringify(observed),
  ]);

/** The same with the stages as inferred: what carries the mark of one counts as written. */
export async function saveInferred(
  database: Database,
  lease: Lease,
  runId: string,
  observed: ObservedRun,
  stages: readonly StageInferred[],
): Promise<void> {
  await database.transaction(async (tx) => {
    await saveObserved(tx, lease, runId, observed);
    await tx.run(
      `update run_stage set state = stage.state, written = coalesce(stage.marked, written),
         received = coalesce(stage.marked, received),
         attempt = case when stage.state = 'waiting' then 0 else 1 end,
         started_at = case when stage.state = 'waiting' then null
           else coalesce(started_at, clock_timestamp()) end,
         ended_at = case when stage.state = 'done'
           then coalesce(ended_at, clock_timestamp()) end
       from jsonb_to_recordset($2::jsonb) as stage (position int, state text, marked int)
       where run_id = $1 and run_stage.position = stage.position`,
      [
        runId,
        JSON.stringify(stages.map(({ state, marked }, position) => ({ position, state, marked }))),
      ],
    );
  });
}
