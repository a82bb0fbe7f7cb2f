/** Aliases moved to and fro between two whole generations while others read through them. */
import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { Run, SyncWorld } from '#lib/sync/index.ts';
import { write } from './floor.ts';
import { createLike } from './fresh-indexes.ts';
import { readAll } from './workload.ts';

export interface Reading {
  readonly queries: number;
  readonly failedQueries: number;
  readonly emptyQueries: number;
  readonly swaps: number;
}

const swaps = 100;
const readers = 4;
/**
 * Every swap has at least this many queries between it and the next one, a few of them on their way
 * while it happens.
 */
const queriesBetween = readers * 2;

/** Whether a reader who opens the list sees anything. */
async function exists(search: Search, target: string): Promise<boolean> {
  for await (const page of search.scan(target, { size: 20 })) return page.length > 0;
  return false;
}

/** The same documents once more; base name to index. */
async function secondGeneration(world: SyncWorld, run: Run): Promise<Map<string, string>> {
  const second = new Map<string, string>();
  for (const [base, index] of Object.entries(run.generations)) {
    const copy = await createLike(world, base);
    await write(world.search, [{ index: copy, writes: await readAll(world, index) }], {
      batch: 1_000,
      inFlight: 2,
    });
    await world.search.settings(copy, 'searchable');
    second.set(base, copy);
  }
  return second;
}

export async function swapUnderReaders(world: SyncWorld, run: Run): Promise<Reading> {
  const [pipeline] = world.pipelines;
  const aliases = pipeline?.aliases ?? [];
  const first = new Map(Object.entries(run.generations));
  const second = await secondGeneration(world, run);
  const counts = { queries: 0, failedQueries: 0, emptyQueries: 0 };
  let isOver = false;
  let wake: () => void = () => undefined;

  const read = async (reader: number): Promise<void> => {
    for (let round = reader; !isOver; round++) {
      const alias = aliases[round % aliases.length]?.name ?? '';
      try {
        const isThere =
          round % 2 === 0
            ? (await world.search.count(alias)) > 0
            : await exists(world.search, alias);
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

  let swapped = 0;
  try {
    for (; swapped < swaps; swapped++) {
      const [from, to] = swapped % 2 === 0 ? [first, second] : [second, first];
      const moves = aliases.map(({ name, target, filter }) => ({
        alias: name,
        from: [from.get(target) ?? []].flat(),
        to: to.get(target) ?? '',
        filter,
      }));
      await Promise.race([queriesReach(counts.queries + queriesBetween), reading]);
      const result = await world.search.swap({ moves, removeIndexes: [] });
      if (!result.ok) throw new FaultError(result.fault);
    }
  } finally {
    isOver = true;
    await reading;
  }
  return { ...counts, swaps: swapped };
}
