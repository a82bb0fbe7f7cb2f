import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { reconcileGenerations } from './reconcile-generations.ts';
import { planRetirement } from './rules.ts';
import { listGenerations, recordDropped } from './store.ts';

/**
 * Drops what nobody will read again: unfinished generations of every run but `keepRunId`, and all previous ones but the newest of
 * each family. Call it when no other run of the environment is active. Returns the names of the dropped indexes.
 */
export async function retireGenerations(world: World, environment: string, keepRunId: string | null): Promise<readonly string[]> {
  await reconcileGenerations(world, environment);
  const dropped: string[] = [];
  for (const index of planRetirement(await listGenerations(world.database, environment), keepRunId)) {
    try {
      await world.search.drop(index);
    } catch (error) {
      // Some alias that is not ours points at it: a person decided to keep it.
      if (error instanceof FaultError && error.fault.kind === 'precondition') continue;
      throw error;
    }
    await recordDropped(world.database, [index]);
    dropped.push(index);
  }
  return dropped;
}
