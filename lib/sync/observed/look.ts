import { FaultError } from '#lib/kernel/result.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import type { ObservedStage } from '../pipeline.ts';
import type { SyncWorld } from '../world.ts';
import type { Facts, StageFacts } from './infer.ts';

/** Null where it cannot be seen now. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
}

/** The index as it is before the call; null: there is none. Rejects where that cannot be read. */
export async function markBefore({ search }: SyncWorld, base: string): Promise<WriteMark | null> {
  try {
    return await search.markWrites(base);
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'not-found') return null;
    throw error;
  }
}

async function indexNow(
  { search }: SyncWorld,
  base: string,
  before: WriteMark | null,
): Promise<Pick<Facts, 'index' | 'documents'>> {
  const all = await orNull(search.indexes(base));
  if (all === null) return { index: null, documents: null };
  const found = all.find(({ name }) => name === base);
  if (found === undefined)
    return { index: before === null ? 'as-before' : 'gone', documents: null };
  const { documents } = found;
  if (before === null) return { index: 'made-again', documents };
  try {
    const changes = await search.changesSince(before);
    return { index: changes === null ? 'made-again' : 'as-before', documents };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    // It was deleted in between.
    return { index: error.fault.kind === 'not-found' ? 'gone' : null, documents };
  }
}

/**
 * Messages in all of these queues, those being handled included. Null: not known whether there are
 * any.
 */
async function waitingIn(
  { brokers }: SyncWorld,
  queues: readonly string[],
): Promise<number | null> {
  const depths = await Promise.all(queues.map((queue) => orNull(brokers.amqp.depth(queue))));
  const counted = depths.reduce(
    (sum, depth) => sum + (depth?.ready ?? 0) + (depth?.unacknowledged ?? 0),
    0,
  );
  const isWhole = depths.every((depth) => depth !== null && depth.unacknowledged !== null);
  return counted > 0 || isWhole ? counted : null;
}

/** One look at the index, its documents and the queues of the stages. */
export async function look(
  world: SyncWorld,
  base: string,
  stages: readonly ObservedStage[],
  before: WriteMark | null,
): Promise<Facts> {
  const [index, counts, waiting] = await Promise.all([
    indexNow(world, base, before),
    orNull(world.search.counts(stages.map(({ marks }) => ({ target: base, condition: marks })))),
    Promise.all(stages.map(({ queues }) => waitingIn(world, queues))),
  ]);
  return {
    at: world.clock.now(),
    ...index,
    stages: stages.map((_, position): StageFacts => {
      const counted = counts?.[position];
      return {
        marked: counted?.ok === true ? counted.value : null,
        waiting: waiting[position] ?? null,
      };
    }),
  };
}
