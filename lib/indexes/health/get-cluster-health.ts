import type { World } from '#lib/platform/world.ts';
import { overviewFrom, type ShownContract } from '../get-index-overview.ts';
import type { GenerationView } from '../model.ts';
import { listGenerations } from '../store.ts';
import { assessHealth } from './assess-health.ts';
import type { ClusterHealthView, HealthFinding } from './model.ts';
import { observeHealth, type ObservedHealth } from './observe-health.ts';

/** Indexes that users read or a run fills. */
const inUse = (generations: readonly GenerationView[]): ReadonlySet<string> =>
  new Set(
    generations
      .filter(({ role }) => role === 'live' || role === 'building')
      .map(({ index }) => index),
  );

export const findingsOf = (
  observed: ObservedHealth | null,
  generations: readonly GenerationView[],
): readonly HealthFinding[] =>
  observed === null ? [] : assessHealth(observed.told, observed.recent, inUse(generations));

/**
 * What the page of the search cluster shows: what the engine says about itself and how generations
 * are made, each with what it means here. One statement; nothing is written.
 */
export async function getClusterHealth(
  world: World,
  contract: ShownContract,
  environment: string,
): Promise<ClusterHealthView> {
  const rows = await listGenerations(world.database, environment);
  const [overview, health] = await Promise.all([
    overviewFrom(rows, world, contract, environment),
    observeHealth(world),
  ]);
  return {
    environment,
    engine: world.search.kind,
    findings: findingsOf(health.value, overview.generations),
    generations: overview.generationChecks,
    asOf: health.asOf?.toISOString() ?? null,
    failedSince: health.failedSince?.toISOString() ?? null,
  };
}
