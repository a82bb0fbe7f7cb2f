import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { recordDropped } from '../store.ts';

/**
 * Drops these generations of the environment and records it; returns those that are gone. Rejects
 * with a FaultError when the search side is away.
 */
export async function dropIndexes(
  world: World,
  environment: string,
  indexes: readonly string[],
): Promise<readonly string[]> {
  const dropped: string[] = [];
  for (const index of indexes) {
    try {
      await world.search.drop(index);
    } catch (error) {
      // Some alias that is not ours points at it: a person decided to keep it.
      if (error instanceof FaultError && error.fault.kind === 'precondition') continue;
      throw error;
    }
    await recordDropped(world.database, environment, [index]);
    dropped.push(index);
  }
  return dropped;
}
