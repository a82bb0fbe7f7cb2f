import { FaultError } from '#lib/kernel/result.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import type { ObservedStage } from '../pipeline.ts';
import type { SyncWorld } from '../world.ts';
import type { Facts, StageFacts } from './infer.ts';
import type { IndexBefore } from './observed-run.ts';

/** Null where it cannot be seen now. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
}

async function markedIn(
  { search }: SyncWorld,
  base: string,
  stages: readonly ObservedStage[],
): Promise<readonly (number | null)[]> {
  const counts = await orNull(
    search.counts(stages.map(({ marks }) => ({ target: base, condition: marks }))),
  );
  return stages.map((_, position) => {
    const counted = counts?.[position];
    return counted?.ok === true ? counted.value : null;
  });
}

/** The index as it is before the call; null: there is none. Rejects where that cannot be read. */
export async function lookBefore(
  world: SyncWorld,
  base: string,
  stages: readonly ObservedStage[],
): Promise<IndexBefore | null> {
  try {
    const mark = await world.search.markWrites(base);
    return { mark, marked: await markedIn(world, base, stages) };
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'not-found') return null;
    throw error;
  }
}

async function indexNow(
  { search }: SyncWorld,
  base: string,
  before: WriteMark | null,
): Promise<Pick<Facts, 'index' | 'madeAt' | 'documents'>> {
  const none = { madeAt: null, documents: null };
  const all = await orNull(search.indexes(base));
  if (all === null) return { index: null, ...none };
  const found = all.find(({ name }) => name === base);
  if (found === undefined) return { index: before === null ? 'as-before' : 'gone', ...none };
  const seen = { madeAt: found.createdAt.toISOString(), documents: found.documents };
  if (before === null) return { index: 'made-again', ...seen };
  try {
    const changes = await search.changesSince(before);
    return { index: changes === null ? 'made-again' : 'as-before', ...seen };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    // It was deleted in between.
    return { index: error.fault.kind === 'not-found' ? 'gone' : null, ...seen };
  }
}

/** How many messages a queue holds, at least, and whether those being handled are known. */
interface Held {
  readonly messages: number;
  readonly isWhole: boolean;
}

/**
 * Those being handled included. What is ready now and what was unacknowledged some seconds ago make
 * no sum: one that comes back again and again would be none, one or two of them by turns. A queue
 * that nobody has made holds nothing.
 */
async function heldIn(broker: Broker, queue: string): Promise<Held> {
  try {
    const { ready, messages } = await broker.depth(queue);
    return { messages: Math.max(ready, messages ?? 0), isWhole: messages !== null };
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'not-found')
      return { messages: 0, isWhole: true };
    throw error;
  }
}

/**
 * Queues of these that hold messages, with their number. Rejects where one of them cannot be asked.
 */
export async function busyQueues(
  { brokers }: Pick<SyncWorld, 'brokers'>,
  queues: readonly string[],
): Promise<readonly { readonly queue: string; readonly messages: number }[]> {
  const counted = await Promise.all(
    queues.map(async (queue) => {
      const { messages } = await heldIn(brokers.amqp, queue);
      return { queue, messages };
    }),
  );
  return counted.filter(({ messages }) => messages > 0);
}

/**
 * Messages in all of these queues, those being handled included. Null: not known whether there are
 * any.
 */
async function waitingIn(
  { brokers }: SyncWorld,
  queues: readonly string[],
): Promise<number | null> {
  const held = await Promise.all(queues.map((queue) => orNull(heldIn(brokers.amqp, queue))));
  const counted = held.reduce((sum, one) => sum + (one?.messages ?? 0), 0);
  return counted > 0 || held.every((one) => one?.isWhole === true) ? counted : null;
}

/** One look at the index, its documents and the queues of the stages. */
export async function look(
  world: SyncWorld,
  base: string,
  stages: readonly ObservedStage[],
  before: WriteMark | null,
): Promise<Facts> {
  const [at, index, marked, waiting] = await Promise.all([
    databaseTime(world.database),
    indexNow(world, base, before),
    markedIn(world, base, stages),
    Promise.all(stages.map(({ queues }) => waitingIn(world, queues))),
  ]);
  return {
    at,
    ...index,
    stages: stages.map((_, position): StageFacts => ({
      marked: marked[position] ?? null,
      waiting: waiting[position] ?? null,
    })),
  };
}
