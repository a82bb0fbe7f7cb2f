import { FaultError, refuse, type Fault } from '#lib/kernel/result.ts';
import { listWords, sentences } from '#lib/kernel/words/text.ts';
import type { World } from '#lib/platform/world.ts';
import { beginDrop, endDrop } from '../reader-changes-store.ts';
import { recordDropped } from '../store.ts';

interface Refusal {
  readonly index: string;
  readonly fault: Fault;
}

interface Dropping {
  readonly dropped: readonly string[];
  /** Those that are still there, and why. */
  readonly refusals: readonly Refusal[];
}

/** What was dropped cannot be brought back: whoever hears why it went no further hears that too. */
function brokenOff(
  error: FaultError,
  dropped: readonly string[],
  unknown: string | null,
  left: readonly string[],
): FaultError {
  if (dropped.length === 0) return error;
  const says = sentences(
    error.fault.says,
    `Dropped already: ${listWords(dropped, 'and')}`,
    unknown !== null && `It is not known whether ${unknown} was dropped`,
    left.length > 0 && `Not dropped: ${listWords(left, 'and')}`,
    'What is still there goes when the same is asked for again.',
  );
  return new FaultError({ ...error.fault, says }, { cause: error });
}

/**
 * Null: it is gone. One that readers use or may be on their way to, or that the engine does not let
 * go, stays, and the fault says why. Rejects where nobody knows what became of it: it counts as
 * being dropped for some time then.
 */
async function dropOne(
  { database, search }: Pick<World, 'database' | 'search'>,
  environment: string,
  index: string,
): Promise<Fault | null> {
  if (!(await database.transaction((tx) => beginDrop(tx, environment, index))))
    return refuse('precondition', `Readers are led to ${index} since a moment ago.`).fault;
  try {
    await search.drop(index);
    return null;
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.kind !== 'precondition') throw error;
    await endDrop(database, environment, index);
    return error.fault;
  }
}

/**
 * Drops these generations of the environment and records it. One that the engine does not let go
 * stays. Rejects with a FaultError when the search side is away, or goes away meanwhile: then it
 * says what is dropped already.
 */
export async function dropIndexes(
  world: Pick<World, 'database' | 'search'>,
  environment: string,
  indexes: readonly string[],
): Promise<Dropping> {
  const dropped: string[] = [];
  const refusals: Refusal[] = [];
  for (const [at, index] of indexes.entries()) {
    const left = indexes.slice(at + 1);
    try {
      // Some alias that is not ours points at it: a person decided to keep it. Or it is read-only.
      const fault = await dropOne(world, environment, index);
      if (fault !== null) {
        refusals.push({ index, fault });
        continue;
      }
    } catch (error) {
      throw error instanceof FaultError ? brokenOff(error, dropped, index, left) : error;
    }
    dropped.push(index);
    try {
      await recordDropped(world.database, environment, [index]);
    } catch (error) {
      // The next look at the indexes records it.
      throw error instanceof FaultError ? brokenOff(error, dropped, null, left) : error;
    }
  }
  return { dropped, refusals };
}
