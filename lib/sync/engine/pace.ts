import { setTimeout as delay } from 'node:timers/promises';
import type { SyncWorld } from '../world.ts';

/**
 * Waits `ms` or until the signal aborts, and then throws the signal's reason. Shortened by `wake`.
 */
export async function tick(ms: number, signal: AbortSignal, wake?: Promise<void>): Promise<void> {
  const own = new AbortController();
  const waiting = delay(ms, undefined, { signal: AbortSignal.any([signal, own.signal]) }).catch(
    () => undefined,
  );
  await (wake === undefined ? waiting : Promise.race([waiting, wake]));
  own.abort();
  signal.throwIfAborted();
}

// A bulk of a thousand documents stays under the limits of every engine.
const usual = 1_000;
// Where everything is one process, whatever computes for long keeps pages waiting: smaller batches
// let them in between.
const embedded = 250;

/** Messages or documents that are handled at once. */
export const batchSizeIn = ({ database }: Pick<SyncWorld, 'database'>): number =>
  database.kind === 'pglite' ? embedded : usual;
