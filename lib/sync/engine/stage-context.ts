import type { GenerationRun } from '#lib/indexes/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import type { Pipeline } from '../pipeline.ts';
import { runName } from '../run-name.ts';
import type { RunRow } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import type { SilenceWatch } from './silence-watch.ts';

/** What every stage of a run is driven with. */
export interface StageContext {
  readonly world: SyncWorld;
  readonly lease: Lease;
  readonly run: RunRow;
  readonly pipeline: Pipeline;
  readonly position: number;
  /** Base name to the concrete index that this run fills. */
  readonly generations: Readonly<Record<string, string>>;
  /**
   * Aborts when the lease is lost, the run is cancelled, or the worker stops. The reason says
   * which.
   */
  readonly signal: AbortSignal;
  readonly silence: SilenceWatch;
}

/** Ends the run before the swap; the live generation is untouched. */
export class StageFailed extends Error {
  constructor(readonly fault: Fault) {
    super(fault.says);
    this.name = 'StageFailed';
  }
}

export class Cancelled extends Error {
  constructor() {
    super('a person cancelled the run');
    this.name = 'Cancelled';
  }
}

export class Stopping extends Error {
  constructor() {
    super('this worker is stopping');
    this.name = 'Stopping';
  }
}

export function generationOf(driving: StageContext, base: string): string {
  const index = driving.generations[base];
  if (index === undefined) throw new Error(`the run has no generation of ${base}`);
  return index;
}

/** A run as the indexes know it. */
export const generationRunOf = ({
  id,
  environment,
  number,
}: Pick<RunRow, 'id' | 'environment' | 'number'>): GenerationRun => ({
  id,
  name: runName(environment, number),
  number,
});
