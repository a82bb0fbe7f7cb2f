import type { Consumer } from '#lib/platform/broker/port.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import type { SyncWorld } from '../world.ts';
import { driveOnce } from './drive.ts';
import { derivedParticipants } from './fill-derived.ts';
import { listen, type ParticipantQueue } from './participant.ts';
import { dataParticipant } from './send-records.ts';
import { tick } from './tick.ts';

const pauses: RetryPolicy = { attempts: Infinity, firstDelayMs: 250, maxDelayMs: 10_000 };

function participantQueues(world: SyncWorld): ParticipantQueue[] {
  return world.pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) => {
      if (stage.kind === 'data') return world.participants.has(stage.participant) ? [dataParticipant(world, stage)] : [];
      return stage.kind === 'derived' ? derivedParticipants(world, stage) : [];
    }),
  );
}

/** Goes on trying `work` until it succeeds or the worker stops; a service that is away is waited for. */
async function persist<T>(world: SyncWorld, what: string, stopping: AbortSignal, work: () => Promise<T>): Promise<T | null> {
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

async function driveForEver(world: SyncWorld, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await persist(world, 'looking for a run to drive', stopping, () => driveOnce(world, stopping));
    await tick(world.pace.tickMs, stopping).catch(() => undefined);
  }
}

/**
 * A worker: listens for the participants that are ours and drives the active run of its environment. Any number may run; the lease
 * decides. Resolves after the signal aborts, when everything in hand has stopped; what was unfinished is taken up by another worker.
 */
export async function runWorker(world: SyncWorld, stopping: AbortSignal): Promise<void> {
  const consumers: Consumer[] = [];
  const atWork = new Set<Promise<void>>();
  const listening = participantQueues(world).map(async (of) => {
    const consumer = await persist(world, `listening for ${of.stage}`, stopping, () => listen(world, of, stopping, atWork));
    if (consumer !== null) consumers.push(consumer);
  });
  await driveForEver(world, stopping);
  await Promise.all(listening);
  await Promise.all(consumers.map((consumer) => consumer.close().catch(() => undefined)));
  await Promise.all(atWork);
}
