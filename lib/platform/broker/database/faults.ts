import { isPassing } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { orUnavailable } from '../../database/faults.ts';

const statements: RetryPolicy = { attempts: 6, firstDelayMs: 50, maxDelayMs: 5_000 };

/** Runs a statement once; `unavailable` when the database is away. */
export function once<T>(work: () => Promise<T>): Promise<T> {
  return orUnavailable('The database that holds the messages cannot be reached', work);
}

/**
 * Runs a statement, again with back-off while the database is away; then it is `unavailable`. Other
 * errors are bugs and pass.
 */
export function withRetries<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return once(() => retry(statements, isPassing, work, signal));
}
