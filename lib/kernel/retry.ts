import { setTimeout as delay } from 'node:timers/promises';

export interface RetryPolicy {
  /** Tries in all, the first one included. */
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

/**
 * Exponential back-off with full jitter: uniformly between half of the step and the step. `attempt`
 * counts from 1.
 */
export function backOffMs(
  policy: RetryPolicy,
  attempt: number,
  random: () => number = Math.random,
): number {
  const step = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
  return step / 2 + (random() * step) / 2;
}

/**
 * Runs `work` until it succeeds, `isTransient` says no, the tries are used up, or the signal
 * aborts. Throws the last error.
 */
export async function retry<T>(
  policy: RetryPolicy,
  isTransient: (error: unknown) => boolean,
  work: (attempt: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= policy.attempts || !isTransient(error)) throw error;
      await delay(backOffMs(policy, attempt), undefined, signal ? { signal } : {});
    }
  }
}
