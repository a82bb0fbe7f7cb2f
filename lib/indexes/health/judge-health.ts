import type { EngineHealth } from '#lib/platform/search/engine-health.ts';
import type { HealthFinding } from './model.ts';
import { judgeCluster } from './judge-cluster.ts';
import { judgeDisk } from './judge-disk.ts';
import { judgeIndexes } from './judge-indexes.ts';
import { judgeLoad } from './judge-load.ts';
import type { Recent } from './recent.ts';

/**
 * What the search engine says about itself, each with what it means here. `recent` is what its
 * nodes did since an earlier look; `ours` are the generations that users read or a run fills.
 */
export function judgeHealth(
  told: EngineHealth,
  recent: Recent | null,
  ours: ReadonlySet<string>,
): readonly HealthFinding[] {
  return [
    ...judgeCluster(told),
    ...judgeDisk(told, ours),
    ...judgeIndexes(told, ours),
    ...judgeLoad(told, recent),
  ];
}
