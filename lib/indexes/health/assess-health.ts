import type { HealthFinding } from './model.ts';
import { assessCluster } from './assess-cluster.ts';
import { assessDisk } from './assess-disk.ts';
import { assessIndexes } from './assess-indexes.ts';
import { assessLag } from './assess-lag.ts';
import { assessLoad } from './assess-load.ts';
import type { ObservedHealth } from './observe-health.ts';

/** What of the engine is this environment's. */
export interface OwnIndexes {
  /** Generations that users read. */
  readonly read: ReadonlySet<string>;
  /** Those that users read or a run fills. */
  readonly inUse: ReadonlySet<string>;
  /** How much the next sync will build; null: not known. */
  readonly nextBytes: number | null;
}

/** What the search engine says about itself, each with what it means here. */
export function assessHealth(
  { told, recent, lags }: ObservedHealth,
  { read, inUse, nextBytes }: OwnIndexes,
): readonly HealthFinding[] {
  return [
    ...assessCluster(told),
    ...assessDisk(told, inUse, nextBytes),
    ...assessIndexes(told, inUse),
    ...assessLoad(told, recent),
    assessLag(lags, read),
  ];
}
