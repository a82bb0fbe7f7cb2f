import { setTimeout as delay } from 'node:timers/promises';
import { errorFacts } from '#lib/platform/log.ts';
import { runWorker, type SyncWorld } from '#lib/sync/index.ts';

const drainDeadlineMs = 15_000;

export interface RunningWorker {
  /** Resolves when the loop has ended, also by a bug. */
  readonly ended: Promise<void>;
  /**
   * Lets what is in hand stop in order, within a deadline; what remains is taken over by the next
   * worker.
   */
  end(): Promise<void>;
}

/** The worker's loop, here and now; it calls `beat` whenever it gets on. */
export function startWorker(world: SyncWorld, beat: () => void): RunningWorker {
  const stopping = new AbortController();
  const ended = runWorker(world, stopping.signal, beat).catch((error: unknown) => {
    world.log.error(errorFacts(error), 'the worker has ended');
  });
  return {
    ended,
    async end() {
      stopping.abort();
      await Promise.race([ended, delay(drainDeadlineMs, undefined, { ref: false })]);
    },
  };
}
