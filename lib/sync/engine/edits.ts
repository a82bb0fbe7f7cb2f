/**
 * What services change of what readers have while a run builds: the swap loses it, so it is counted
 * where the search engine can tell. Nothing that the console writes is among it: it fills
 * generations that no reader uses yet, and the swap seals them.
 */
import { checkSwap, markWrites } from '#lib/indexes/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import { nextAliases } from '../contract-of.ts';
import { runName } from '../run-name.ts';
import { pipelineOf } from '../pipeline.ts';
import { runById } from '../store.ts';
import type { Edits } from '../model.ts';
import type { Ending } from './end-run.ts';
import { saveEdits, saveWriteMarks } from './store.ts';

const countedEveryMs = 30_000;
const countWithinMs = 10_000;

/** Records how far the writes to what readers have had come; a later call changes nothing. */
export async function markReaders(
  { world, lease, run }: Ending,
  indexes: readonly string[],
): Promise<void> {
  const marks = await markWrites(world.search, indexes, 'ask-again');
  const edits = marks === null ? null : editsOf(world.clock.now(), []);
  await saveWriteMarks(world.database, lease, run.id, marks, edits);
}

function editsOf(at: Date, counts: readonly { changed: number; removed: number }[]): Edits {
  return {
    changed: counts.reduce((sum, { changed }) => sum + changed, 0),
    removed: counts.reduce((sum, { removed }) => sum + removed, 0),
    asOf: at.toISOString(),
  };
}

async function countSince(
  { world, run }: Ending,
  marks: readonly WriteMark[],
): Promise<Edits | null> {
  const at = world.clock.now();
  try {
    const counts = await withinTime(countWithinMs, () =>
      Promise.all(marks.map((mark) => world.search.changesSince(mark))),
    );
    const known = counts.filter((count) => count !== null);
    return known.length < counts.length ? null : editsOf(at, known);
  } catch (error) {
    world.log.warn(
      { run: runName(run.environment, run.number), ...errorFacts(error) },
      'what services changed meanwhile could not be counted',
    );
    return null;
  }
}

/** Of an index that readers came to since the run began nothing was recorded. */
async function haveReadersStayed(
  { world, run }: Ending,
  marks: readonly WriteMark[],
): Promise<boolean> {
  const pipeline = pipelineOf(run, world.pipelines);
  if (pipeline === undefined) return false;
  const ours = [...marks.map(({ index }) => index), ...Object.values(run.generations)];
  try {
    const { aliases } = await nextAliases(world, pipeline);
    const ahead = await withinTime(countWithinMs, () => checkSwap(world, aliases));
    return ahead.ok && ahead.value.readFrom.every((index) => ours.includes(index));
  } catch (error) {
    if (error instanceof FaultError || error instanceof TimeLimitPassed) return false;
    throw error;
  }
}

/** Counts now and keeps the count with the run. Null: not known. */
export async function countEdits(ending: Ending): Promise<Edits | null> {
  const { world, lease } = ending;
  const run = (await runById(world.database, ending.run.id)) ?? ending.run;
  const marks = run.write_marks;
  const isKnown = marks !== null && (await haveReadersStayed({ world, lease, run }, marks));
  const edits = isKnown ? await countSince(ending, marks) : null;
  await saveEdits(world.database, lease, run.id, edits);
  return edits;
}

/**
 * The last count, of a run whose readers have moved. What was written to an index in the moment of
 * the swap is among it; an index that made way is gone, and was counted before.
 */
export async function countLost(
  ending: Ending,
): Promise<{ readonly before: Edits | null; readonly edits: Edits | null }> {
  const { world, lease, run } = ending;
  const {
    write_marks: marks,
    edits: before,
    swap,
  } = (await runById(world.database, run.id)) ?? run;
  if (marks === null || (swap?.removeIndexes ?? []).length > 0) return { before, edits: before };
  const marked = new Set(marks.map(({ index }) => index));
  const left = (swap?.moves ?? []).flatMap(({ from, to }) => from.filter((index) => index !== to));
  // An alias that was moved by hand meanwhile has left an index of which nothing was recorded.
  const edits = left.every((index) => marked.has(index)) ? await countSince(ending, marks) : null;
  await saveEdits(world.database, lease, run.id, edits);
  return { before, edits };
}

/**
 * Counts now and then while `work` goes on, and when it says so; the page of the run shows what was
 * counted last.
 */
export async function whileCountingEdits(
  ending: Ending,
  work: (countNow: () => void) => Promise<void>,
): Promise<void> {
  if (ending.run.is_dry) return work(() => undefined);
  let isCounting = false;
  const countNow = (): void => {
    if (isCounting) return;
    isCounting = true;
    // A database that is away, or a lease that is lost, is noticed by those who drive the run.
    void countEdits(ending)
      .catch(() => undefined)
      .finally(() => (isCounting = false));
  };
  const timer = setInterval(countNow, countedEveryMs);
  try {
    await work(countNow);
  } finally {
    clearInterval(timer);
  }
}
