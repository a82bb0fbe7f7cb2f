import { setTimeout as delay } from 'node:timers/promises';
import { acquireLease, releaseLease, renewLease } from '#lib/platform/database/lease.ts';
import type { Retention } from '#lib/platform/database/retention.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { pauseWithBeats, type BackgroundTask } from './background-tasks.ts';

export interface CleanUpPace {
  /** A start has other things to do first. */
  readonly firstAfterMs: number;
  readonly everyMs: number;
  readonly rowsAtOnce: number;
  /** Between two batches, so that whoever else wants the embedded database has it. */
  readonly pauseMs: number;
  /** A process that has not renewed for this long no longer cleans up. */
  readonly leaseMs: number;
}

const usualPace: CleanUpPace = {
  firstAfterMs: 2 * 60_000,
  everyMs: 60 * 60_000,
  rowsAtOnce: 1_000,
  pauseMs: 100,
  leaseMs: 120_000,
};

// Longer than a statement to PostgreSQL may go without an answer.
const stuckAfterMs = 90_000;

/** An environment with what its features keep for some time only. */
export interface Cleaned {
  readonly world: Pick<World, 'database' | 'environment' | 'log'> & { readonly holder: string };
  readonly retentions: readonly Retention[];
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);

/**
 * One pass over one environment: how many rows went, by what they were. Null: another process does
 * it just now. What is left after `signal` aborts, or after the lease is lost, is for the next
 * pass.
 */
export async function cleanUp(
  { world, retentions }: Cleaned,
  pace: CleanUpPace,
  signal: AbortSignal,
  beat: () => void,
): Promise<Readonly<Record<string, number>> | null> {
  const { database, environment, holder } = world;
  const name = `clean-up:${environment.name}`;
  const lease = await acquireLease(database, name, holder, pace.leaseMs);
  if (lease === null) return null;
  const removed: Record<string, number> = {};
  const mayGoOn = async (): Promise<boolean> => {
    beat();
    return !signal.aborted && (await renewLease(database, lease, pace.leaseMs));
  };
  const removeOf = async ({ what, remove }: Retention): Promise<void> => {
    for await (const rows of remove(pace.rowsAtOnce)) {
      if (rows > 0) removed[what] = (removed[what] ?? 0) + rows;
      await pause(pace.pauseMs, signal);
      if (!(await mayGoOn())) return;
    }
  };
  try {
    for (const retention of retentions) {
      if (!(await mayGoOn())) break;
      await removeOf(retention);
      // PostgreSQL does this by itself; PGlite never does, and would keep the space for ever.
      if (database.kind === 'pglite' && removed[retention.what] !== undefined && !signal.aborted)
        await database.run(`vacuum ${retention.table}`);
    }
  } finally {
    await releaseLease(database, lease);
  }
  return removed;
}

/** Removes what is past its retention, a while after the start and then every hour. */
export function cleanUpTask(
  environments: readonly Cleaned[],
  pace: CleanUpPace = usualPace,
): BackgroundTask {
  const pass = async (signal: AbortSignal, beat: () => void): Promise<void> => {
    for (const one of environments) {
      if (signal.aborted) return;
      const { log } = one.world;
      try {
        const removed = await cleanUp(one, pace, signal, beat);
        if (removed !== null && Object.keys(removed).length > 0)
          log.info({ removed }, 'rows past their retention were removed');
      } catch (error) {
        log.warn(errorFacts(error), 'the clean-up failed and is tried again later');
      }
    }
  };
  return {
    name: 'clean-up',
    stuckAfterMs,
    async start(signal, beat) {
      await pauseWithBeats(pace.firstAfterMs, signal, beat);
      while (!signal.aborted) {
        await pass(signal, beat);
        await pauseWithBeats(pace.everyMs, signal, beat);
      }
    },
  };
}
