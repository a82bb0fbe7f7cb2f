import type { Sql } from '#lib/platform/database/database.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { servicesOf } from './readiness.ts';
import { runName } from './run-name.ts';
import type { SyncWorld } from './world.ts';

/** The newest run of an environment that did not come to its end, or makes no progress. */
export interface FailingRun {
  /** `local-12`. */
  readonly run: string;
  readonly state: 'failed' | 'stalled';
  readonly since: Date;
  /** Null: no reason was recorded. */
  readonly says: string | null;
}

interface FailingRow {
  readonly number: number;
  readonly state: FailingRun['state'] | 'settled';
  readonly since: Date;
  readonly fault: Fault | null;
  readonly said: string | null;
}

/**
 * Null: since the newest run that was settled none has failed, and none is stalled. Of dry runs
 * nobody reads anything, and one that was cancelled ended as somebody wanted. One statement.
 */
export async function failingRun(sql: Sql, environment: string): Promise<FailingRun | null> {
  const [row] = await sql.rows<FailingRow>(
    `select run.number, run.state, coalesce(run.ended_at, said.at, run.queued_at) as since,
       run.fault, said.says as said
     from (
       (select id from run where environment = $1 and state in ('failed', 'settled') and not is_dry
         and ended_at is not null order by number desc limit 1)
       union select id from run where environment = $1 and state = 'stalled' and not is_dry
         and ended_at is null
     ) newest join run on run.id = newest.id
     left join lateral (
       select at, says from run_event where run_id = run.id and level = 'bad'
       order by run_event.id desc limit 1
     ) said on run.state = 'stalled'
     order by run.number desc limit 1`,
    [environment],
  );
  if (row === undefined || row.state === 'settled') return null;
  const { number, state, since, fault, said } = row;
  return { run: runName(environment, number), state, since, says: fault?.says ?? said };
}

/** The ids of the services of the catalogue that a run of the environment may use. */
export const servicesOfRuns = ({
  pipelines,
  participants,
}: Pick<SyncWorld, 'pipelines' | 'participants'>): ReadonlySet<string> =>
  new Set(pipelines.flatMap((one) => [...servicesOf(one, participants)]));
