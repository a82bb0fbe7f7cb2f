import { refuse, type Fault } from '#lib/kernel/result.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import { saveEvent } from '../engine/store.ts';
import type { EventLevel } from '../model.ts';
import type { ObservedStage, Pipeline } from '../pipeline.ts';
import type { RunRow } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import type { Expected } from './conclude.ts';
import type { ObservedRun } from './observed-run.ts';

/** One run, while this process holds the lease of its environment. */
export interface Observing {
  readonly world: SyncWorld;
  readonly lease: Lease;
  readonly run: RunRow;
  readonly pipeline: Pipeline;
  /** The index that the service fills. */
  readonly base: string;
  readonly stages: readonly ObservedStage[];
}

export const observedStages = ({ stages }: Pipeline): readonly ObservedStage[] =>
  stages.filter((stage) => stage.kind === 'observed');

/** What decides how a run that was called ends. */
export const expectedOf = (
  { expectations, pace }: Pick<SyncWorld, 'expectations' | 'pace'>,
  stages: readonly ObservedStage[],
  { before, calledAt }: Pick<ObservedRun, 'before'> & { readonly calledAt: string },
): Expected => ({
  stages: stages.map(({ title, isNeeded }, position) => ({
    title,
    isNeeded,
    before: before?.marked[position] ?? null,
  })),
  calledAt: new Date(calledAt),
  withinPercent: expectations.withinPercent,
  limits: pace.observed,
});

/** `not-started`: the service was not called, or refused. `in-place`: it was filling the index. */
export type Readers = 'not-started' | 'in-place';

/** Ends the run as failed, with what is known of it. */
export class Unfinished extends Error {
  readonly fault: Fault;

  constructor(
    says: string,
    readonly readers: Readers,
  ) {
    super(says);
    this.name = 'Unfinished';
    this.fault = refuse('unavailable', says).fault;
  }
}

export const say = (
  { world, lease, run }: Observing,
  level: EventLevel,
  says: string,
): Promise<void> => saveEvent(world.database, lease, run.id, level, says);
