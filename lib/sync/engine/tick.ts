import { setTimeout as delay } from 'node:timers/promises';

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
