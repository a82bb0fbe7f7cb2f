/** The only file that touches the steps of blue and green. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { Outcome, RunbookState, Transition } from './model.ts';

export interface NewStep {
  readonly version: number;
  readonly actor: string;
  readonly reason: string;
  readonly transition: Transition | 'found';
  readonly outcome: Outcome;
  readonly environment: string;
  /** The version that it was done to. */
  readonly target: string | null;
  readonly command: string | null;
  readonly state: RunbookState;
}

export interface StepRow extends Omit<NewStep, 'state'> {
  readonly at: Date;
  /** Of the newest only. */
  readonly state: RunbookState | null;
}

/** The newest first; only the newest has its state. */
export function readSteps(sql: Sql, most: number): Promise<StepRow[]> {
  return sql.rows<StepRow>(
    `select version, at, actor, reason, transition, outcome, environment, target, command,
       case when version = max(version) over () then state end as state
     from blue_green_step order by version desc limit $1`,
    [most],
  );
}

/** Until the transaction ends, nobody else records a step. */
export const lockSteps = (tx: Sql): Promise<number> =>
  tx.run('lock table blue_green_step in share row exclusive mode');

export async function addStep(tx: Sql, step: NewStep): Promise<void> {
  await tx.run(
    `insert into blue_green_step (version, actor, reason, transition, outcome, environment, target,
       command, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
    [
      step.version,
      step.actor,
      step.reason,
      step.transition,
      step.outcome,
      step.environment,
      step.target,
      step.command,
      JSON.stringify(step.state),
    ],
  );
}
