import type { EngineHealth } from '#lib/platform/search/engine-health.ts';
import type { HealthFinding } from './model.ts';
import { assessCluster } from './assess-cluster.ts';
import { assessDisk } from './assess-disk.ts';
import { assessIndexes } from './assess-indexes.ts';
import { assessLoad } from './assess-load.ts';
import type { Recent } from './recent.ts';

/**
 * What the search engine says about itself, each with what it means here. `recent` is what its
 * nodes did since an earlier look; `ours` are the generations that users read or a run fills,
 * and `nextBytes` is how much the next sync will build; null: not known.
 */
export function assessHealth(
  told: EngineHealth,
  recent: Recent | null,
  ours: ReadonlySet<string>,
  nextBytes: number | null,
): readonly HealthFinding[] {
  return [
    ...assessCluster(told),
    ...assessDisk(told, ours, nextBytes),
    ...assessIndexes(told, ours),
    ...assessLoad(told, recent),
  ];
}
