import { listUnended, recordOutcome, type UnendedAttempt } from '#lib/access/index.ts';
import { refuse, type Fault } from '#lib/kernel/result.ts';
import { listWords, sentences } from '#lib/kernel/words/text.ts';
import type { World } from '#lib/platform/world.ts';
import { retireIndexes } from '../permissions.ts';
import { recordDropped } from '../store.ts';
import { throwIfSilent } from '../throw-if-silent.ts';
import { indexesOf } from './past-store.ts';

type Settling = Pick<World, 'database' | 'search' | 'environment' | 'log'>;

/** Null: all of it went. */
function faultOf(
  { target }: UnendedAttempt,
  gone: readonly string[],
  left: readonly string[],
): Fault | null {
  if (gone.length > 0 && left.length === 0) return null;
  const says = sentences(
    'The process that was to retire it could not say what became of it',
    gone.length + left.length === 0 && `No generation is called ${target}`,
    gone.length > 0 && `Dropped: ${listWords(gone, 'and')}`,
    left.length > 0 && `Still there: ${listWords(left, 'and')}. Retire it again if it is to go`,
  );
  return refuse('unavailable', says).fault;
}

/**
 * Finds out what became of generations that people asked to retire, where the process that did it
 * has died, and records it: by which indexes are there. Rejects with a FaultError when the search
 * side cannot be read, or the database is away; what is left is looked at again.
 */
export async function settleRetirements(world: Settling): Promise<void> {
  const { database, search, log } = world;
  const { name: environment } = world.environment;
  const attempts = await listUnended(database, environment, retireIndexes);
  if (attempts.length === 0) return;
  await throwIfSilent(search);
  const there = new Set((await search.indexes('*', { isCounted: false })).map(({ name }) => name));
  for (const attempt of attempts) {
    const { target, reason } = attempt;
    const { action } = retireIndexes;
    const fault = await database.transaction(async (tx) => {
      const indexes = await indexesOf(tx, environment, target);
      const gone = indexes.filter((index) => !there.has(index));
      const left = indexes.filter((index) => there.has(index));
      const found = faultOf(attempt, gone, left);
      await recordDropped(tx, environment, gone);
      await recordOutcome(tx, { begun: attempt, action, environment, reason, fault: found });
      return found;
    });
    const outcome = fault === null ? 'done' : 'not done';
    log.warn({ action, outcome }, 'what a person asked for was found out and is recorded');
  }
}
