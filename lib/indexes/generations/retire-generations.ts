import type { World } from '#lib/platform/world.ts';
import { dropIndexes } from './drop-indexes.ts';
import { reconcileGenerations } from './reconcile-generations.ts';
import type { GenerationRun } from '../requests.ts';
import { planRetirement } from './plan-retirement.ts';
import { listGenerations } from '../store.ts';

/**
 * Drops what will not be read again when `run` begins: unfinished generations of earlier runs, and
 * all previous ones but the newest of each family. Returns the names of the dropped indexes.
 */
export async function retireGenerations(
  world: World,
  environment: string,
  run: Pick<GenerationRun, 'id' | 'number'>,
  kept: number,
): Promise<readonly string[]> {
  await reconcileGenerations(world, environment);
  const planned = planRetirement(await listGenerations(world.database, environment), run, kept);
  return (await dropIndexes(world, environment, planned)).dropped;
}
