import { isPassing } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { orUnavailable, StatementError } from '../../database/faults.ts';

const policy: RetryPolicy = { attempts: 5, firstDelayMs: 50, maxDelayMs: 2_000 };

/**
 * The table went away between looking its name up and reading it (dropped, or swapped and retired).
 */
export function isTableGone(error: unknown): boolean {
  return error instanceof StatementError && error.sqlState === '42P01';
}

/** Runs a statement once. */
export function once<T>(work: () => Promise<T>): Promise<T> {
  return orUnavailable('The search side cannot be reached', work);
}

/**
 * Runs a statement, again when that may help; what stays transient becomes `unavailable`, anything
 * else is a bug and is thrown on.
 */
export function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  return once(() => retry(policy, isPassing, work));
}
