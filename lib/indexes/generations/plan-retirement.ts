import type { GenerationRun } from '../requests.ts';
import type { Generation } from '../store.ts';

/**
 * What may go when `run` begins: everything that earlier runs were building, and all but the newest
 * of the previous generations of each family. Never what is live, never what this run or nobody's
 * run made, and nothing of a later run: a worker that wakes up late drops nothing of it.
 */
export function planRetirement(
  generations: readonly Generation[],
  run: Pick<GenerationRun, 'id' | 'number'>,
): readonly string[] {
  const candidates = generations.filter(
    (row) => row.runNumber !== null && row.runId !== run.id && row.runNumber < run.number,
  );
  const unread = candidates.filter((row) => row.role === 'building' || row.role === 'abandoned');
  const leftAt = (row: Generation): number => (row.liveUntil ?? row.createdAt).getTime();
  const newest = new Map<string, Generation>();
  for (const row of generations.filter((generation) => generation.role === 'previous')) {
    const best = newest.get(row.base);
    if (best === undefined || leftAt(row) > leftAt(best)) newest.set(row.base, row);
  }
  const outdated = candidates.filter(
    (row) => row.role === 'previous' && newest.get(row.base) !== row,
  );
  return [...unread, ...outdated].map((row) => row.index);
}
