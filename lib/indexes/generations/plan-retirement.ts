import type { GenerationRun } from '../requests.ts';
import type { Generation } from '../store.ts';

/**
 * What may go when `run` begins: everything that earlier runs were building, copies that were given
 * up, and of each family all previous generations but the newest, so that `kept` are there with the
 * one that readers use; copies that were kept are no ways back and count for themselves. Never what
 * is live, never what this run or nobody's run made, and nothing of a later run: a worker that
 * wakes up late drops nothing of it.
 */
export function planRetirement(
  generations: readonly Generation[],
  run: Pick<GenerationRun, 'id' | 'number'>,
  kept: number,
): readonly string[] {
  const candidates = generations.filter(
    (row) => row.runNumber !== null && row.runId !== run.id && row.runNumber < run.number,
  );
  const unread = [
    ...candidates.filter((row) => row.role === 'building' || row.role === 'abandoned'),
    // Of a repair, which is no run.
    ...generations.filter(
      (row) => row.runNumber === null && row.isKeptCopy && row.role === 'abandoned',
    ),
  ];
  const leftAt = (row: Generation): number => row.liveUntil?.getTime() ?? 0;
  const previous = generations
    .filter(({ role }) => role === 'previous')
    .sort((a, b) => leftAt(b) - leftAt(a));
  // Readers use one of those that are kept; the others are ways back.
  const isKept = (row: Generation): boolean =>
    previous
      .filter(({ base, isKeptCopy }) => base === row.base && isKeptCopy === row.isKeptCopy)
      .slice(0, Math.max(1, kept - 1))
      .includes(row);
  const outdated = candidates.filter((row) => row.role === 'previous' && !isKept(row));
  return [...unread, ...outdated].map((row) => row.index);
}
