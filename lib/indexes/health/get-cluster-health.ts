import type { World } from '#lib/platform/world.ts';
import { overviewFrom, type ShownContract } from '../get-index-overview.ts';
import { isUnbuilt, type GenerationView, type IndexesView } from '../model.ts';
import { listGenerations } from '../store.ts';
import { assessHealth } from './assess-health.ts';
import type { ClusterHealthView, HealthFinding } from './model.ts';
import { observeHealth, type ObservedHealth } from './observe-health.ts';

const namesWith = (
  generations: readonly GenerationView[],
  ...roles: readonly GenerationView['role'][]
): ReadonlySet<string> =>
  new Set(generations.filter(({ role }) => roles.includes(role)).map(({ index }) => index));

/** As much as users read now; null: not known, or a run is building it already. */
function nextBytes(generations: readonly GenerationView[]): number | null {
  const live = generations.filter(({ role }) => role === 'live');
  if (live.length === 0 || generations.some(({ role }) => role === 'building')) return null;
  return live.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
}

export const findingsOf = (
  observed: ObservedHealth | null,
  generations: readonly GenerationView[],
): readonly HealthFinding[] =>
  observed === null
    ? []
    : assessHealth(observed, {
        read: namesWith(generations, 'live'),
        inUse: namesWith(generations, 'live', 'building'),
        nextBytes: nextBytes(generations),
      });

/** Where users read something, there is something to compare. */
function knownChecks(overview: IndexesView): ClusterHealthView['generations'] {
  const { generationChecks, asOf, refused } = overview;
  const isNothing = asOf !== null && refused === null && isUnbuilt(overview);
  return generationChecks.length > 0 || isNothing ? generationChecks : null;
}

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
    generations: knownChecks(overview),
    asOf: health.asOf?.toISOString() ?? null,
    failedSince: health.failedSince?.toISOString() ?? null,
  };
}
