import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { isBlocked } from '#lib/platform/search/refusals.ts';
import type { World } from '#lib/platform/world.ts';
import { readReaders, type ReadersAfterSwap } from './read-aliases.ts';
import type { RecordedSwap } from '../requests.ts';
import type { ReadersFound } from './plan-swap.ts';

/** All are where the swap leads, with their filters, and nowhere else. */
export const areInPlace = ({ elsewhere, doubled }: ReadersFound): boolean =>
  elsewhere.length === 0 && doubled.length === 0;

/**
 * What a person is told who asked for it: an engine that hangs may carry out later what it did not
 * answer. `again` is what asking for the same does then. One that refuses has done nothing.
 */
export const withUnknownReaders = (fault: Fault, again: string): Fault =>
  fault.kind === 'unavailable' && !isBlocked(fault)
    ? {
        ...fault,
        says:
          'It is not known whether readers were moved: the search engine did not answer. Look at ' +
          `the aliases once it does; asked for again then, ${again}.`,
      }
    : fault;

/** What is told of what was carried out where the search side cannot be read any more. */
export const notReadBack =
  'The aliases moved in one request. Where they lead now is not known: they could not be read ' +
  'afterwards.';

/**
 * What is read after readers were moved; null: the search side, or our database, has gone away,
 * which undoes nothing of it.
 */
export async function readBack<T>(
  { log }: Pick<World, 'log'>,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    log.warn(errorFacts(error), 'what was moved could not be read back');
    return null;
  }
}

/**
 * Sends the request that moves readers. Null: it was applied, whatever the response was: one may be
 * lost on its way, and a repeated try then finds the aliases moved. `isApplied` tells that by where
 * readers are.
 */
export async function moveReaders(
  world: Pick<World, 'search' | 'log'>,
  swap: RecordedSwap,
  seals: readonly string[],
  isApplied: (readers: ReadersAfterSwap) => boolean,
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
