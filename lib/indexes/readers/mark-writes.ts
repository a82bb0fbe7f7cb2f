import { FaultError, isPassing } from '#lib/kernel/result.ts';
import type { Search, WriteMark } from '#lib/platform/search/port.ts';

/**
 * How far the writes to these indexes have come; null where the engine does not allow it to be
 * read. One that is only away is asked again by whoever can wait (`ask-again`: its fault is
 * thrown); who records what has happened already cannot, and then it is `not-known`.
 */
export async function markWrites(
  search: Search,
  indexes: readonly string[],
  whenAway: 'ask-again' | 'not-known',
): Promise<readonly WriteMark[] | null> {
  try {
    return await Promise.all(indexes.map((index) => search.markWrites(index)));
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    if (whenAway === 'ask-again' && isPassing(error)) throw error;
    return null;
  }
}
