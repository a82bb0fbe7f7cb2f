import { errorFacts } from '#lib/platform/log.ts';
import { withHeartbeat } from '#lib/platform/database/with-heartbeat.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import type { SyncWorld } from '../world.ts';
import type { OwnConsumer } from './consume-own.ts';
import { driveActiveRun } from './drive-run.ts';
import { derivedDuties } from './fill-derived.ts';
import { listen, type Duty } from './participant.ts';
import { dataDuty } from './send-records.ts';
import { tick } from './pace.ts';

const pauses: RetryPolicy = { attempts: Infinity, firstDelayMs: 250, maxDelayMs: 10_000 };

/**
 * The duties of this worker by the queue that brings their orders: one consumer a queue, whatever
 * pipelines share it.
 */
function dutiesByQueue(world: SyncWorld): ReadonlyMap<string, readonly Duty[]> {
  const duties = world.pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) => {
      if (stage.kind === 'data')
        return world.participants.has(stage.participant) ? [dataDuty(world, pipeline, stage)] : [];
      return stage.kind === 'derived' ? derivedDuties(world, pipeline, stage) : [];
    }),
  );
  const byQueue = new Map<string, Duty[]>();
  for (const duty of duties) byQueue.set(duty.queue, [...(byQueue.get(duty.queue) ?? []), duty]);
  return byQueue;
}

/**
 * Goes on trying `work` until it succeeds or the worker stops; a service that is away is waited
 * for.
 */
async function persist<T>(
  world: SyncWorld,
  what: string,
  stopping: AbortSignal,
  work: () => Promise<T>,
): Promise<T | null> {
  for (let tried = 1; !stopping.aborted; tried++) {
    try {
      return await work();
    } catch (error) {
      world.log.warn({ ...errorFacts(error), tried }, `${what} failed; it is tried again`);
      await tick(backOffMs(pauses, Math.min(tried, 8)), stopping).catch(() => undefined);
    }
  }
  return null;
}

async function driveUntilStopped(
  world: SyncWorld,
  stopping: AbortSignal,
  beat: () => void,
): Promise<void> {
  while (!stopping.aborted) {
    beat();
    await persist(world, 'finding a run to drive', stopping, () => driveActiveRun(world, stopping));
    await tick(world.pace.tickMs, stopping).catch(() => undefined);
  }
}

/**
 * A worker: listens for the participants that are ours and drives the active run of its
 * environment. Any number may run; the lease decides. Resolves after the signal aborts, when
 * everything in hand has stopped; what was unfinished is continued by another worker. `beat` is
 * called whenever the driving loop makes progress, at least every few seconds.
 */
export async function runWorker(
  world: SyncWorld,
  stopping: AbortSignal,
  beat: () => void = () => undefined,
): Promise<void> {
  const consumers: OwnConsumer[] = [];
  const atWork = new Set<Promise<void>>();
  const listening = [...dutiesByQueue(world)].map(async ([queue, duties]) => {
    const consumer = await persist(world, `listening on ${queue}`, stopping, () =>
      listen(world, queue, duties, stopping, atWork),
    );
    if (consumer !== null) consumers.push(consumer);
  });
  // A run may rightly wait for hours for a participant, yet its driver uses the database all the
  // while.
  await driveUntilStopped(
    { ...world, database: withHeartbeat(world.database, beat) },
    stopping,
    beat,
  );
  await Promise.all(listening);
  await Promise.all(consumers.map((consumer) => consumer.close().catch(() => undefined)));
  await Promise.all(atWork);
}
