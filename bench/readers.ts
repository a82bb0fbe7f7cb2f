/** Four readers who look through aliases all the time, while something is done to these. */
import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';

export interface Queries {
  readonly queries: number;
  readonly failedQueries: number;
  readonly emptyQueries: number;
}

const readers = 4;
/**
 * At least this many queries between one change and the next, a few of them on their way while it
 * happens.
 */
const queriesBetween = readers * 2;

/** Whether a reader who opens the list sees anything. */
async function exists(search: Search, target: string): Promise<boolean> {
  for await (const page of search.scan(target, { size: 20 })) return page.length > 0;
  return false;
}

/**
 * Readers go on until `work` ends; each of its changes waits for `untilRead` first, which is told
 * how many queries there were.
 */
export async function underReaders(
  search: Search,
  aliases: readonly string[],
  work: (untilRead: () => Promise<number>) => Promise<void>,
): Promise<Queries> {
  const counts = { queries: 0, failedQueries: 0, emptyQueries: 0 };
  let isOver = false;
  let wake: () => void = () => undefined;

  const read = async (reader: number): Promise<void> => {
    for (let round = reader; !isOver; round++) {
      const alias = aliases[round % aliases.length] ?? '';
      try {
        const isThere =
          round % 2 === 0 ? (await search.count(alias)) > 0 : await exists(search, alias);
        if (!isThere) counts.emptyQueries++;
      } catch (error) {
        if (!(error instanceof FaultError)) throw error;
        counts.failedQueries++;
      }
      counts.queries++;
      wake();
    }
  };
  const reading = Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)));
  const queriesReach = async (count: number): Promise<void> => {
    while (counts.queries < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  try {
    await work(async () => {
      await Promise.race([queriesReach(counts.queries + queriesBetween), reading]);
      return counts.queries;
    });
  } finally {
    isOver = true;
    await reading;
  }
  return counts;
}
