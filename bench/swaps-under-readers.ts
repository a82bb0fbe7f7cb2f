/** Aliases moved to and fro between two whole generations while others read through them. */
import { FaultError } from '#lib/kernel/result.ts';
import type { Run, SyncWorld } from '#lib/sync/index.ts';
import { write } from './floor.ts';
import { createLike } from './fresh-indexes.ts';
import { underReaders, type Queries } from './readers.ts';
import { readAll } from './workload.ts';

export interface Reading extends Queries {
  readonly swaps: number;
}

const swaps = 100;

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
  const names = aliases.map(({ name }) => name);
  let swapped = 0;
  const counts = await underReaders(world.search, names, async (untilRead) => {
    for (; swapped < swaps; swapped++) {
      const [from, to] = swapped % 2 === 0 ? [first, second] : [second, first];
      const moves = aliases.map(({ name, target, filter }) => ({
        alias: name,
        from: [from.get(target) ?? []].flat(),
        to: to.get(target) ?? '',
        filter,
      }));
      await untilRead();
      const result = await world.search.swap({ moves, removeIndexes: [] });
      if (!result.ok) throw new FaultError(result.fault);
    }
  });
  return { ...counts, swaps: swapped };
}
