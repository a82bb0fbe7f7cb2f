import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { readReaders } from './read-aliases.ts';
import type { RecordedSwap } from '../requests.ts';
import type { ReadersFound } from './plan-swap.ts';

/**
 * Sends the request that moves readers. Null: it was applied, whatever the response was: one may be
 * lost on its way, and a repeated try then finds the aliases moved. `isApplied` tells that by where
 * readers are.
 */
export async function moveReaders(
  world: Pick<World, 'search' | 'log'>,
  swap: RecordedSwap,
  seals: readonly string[],
  isApplied: (readers: ReadersFound) => boolean,
): Promise<Fault | null> {
  let refusal: Fault;
  try {
    const swapped = await world.search.swap({ ...swap, seals });
    if (swapped.ok) return null;
    refusal = swapped.fault;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    refusal = error.fault;
  }
  try {
    return isApplied(await readReaders(world, swap)) ? null : refusal;
  } catch (error) {
    world.log.warn(
      errorFacts(error),
      'the aliases could not be read after a swap without a response',
    );
    return refusal;
  }
}
