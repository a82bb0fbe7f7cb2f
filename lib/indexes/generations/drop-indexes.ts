import { FaultError, type Fault } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { recordDropped } from '../store.ts';

interface Dropping {
  readonly dropped: readonly string[];
  /** Why the others are still there. */
  readonly refusals: readonly Fault[];
}

/**
 * Drops these generations of the environment and records it. One that the engine does not let go
 * stays. Rejects with a FaultError when the search side is away.
 */
export async function dropIndexes(
  world: World,
  environment: string,
  indexes: readonly string[],
): Promise<Dropping> {
  const dropped: string[] = [];
  const refusals: Fault[] = [];
  for (const index of indexes) {
    try {
      await world.search.drop(index);
    } catch (error) {
      // Some alias that is not ours points at it: a person decided to keep it. Or it is read-only.
      if (!(error instanceof FaultError && error.fault.kind === 'precondition')) throw error;
      refusals.push(error.fault);
      continue;
    }
    await recordDropped(world.database, environment, [index]);
    dropped.push(index);
  }
  return { dropped, refusals };
}
