import { FaultError, refuse } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { isPassing } from '../../database/faults.ts';

const statements: RetryPolicy = { attempts: 6, firstDelayMs: 50, maxDelayMs: 5_000 };

function plainly(error: unknown): unknown {
  if (!isPassing(error)) return error;
  return new FaultError(
    refuse('unavailable', 'The database that holds the messages cannot be reached').fault,
    { cause: error },
  );
}

/** Runs a statement once; `unavailable` when the database is away. */
export async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw plainly(error);
  }
}

/**
 * Runs a statement, again with back-off while the database is away; then it is `unavailable`. Other
 * errors are bugs and pass.
 */
export async function withRetries<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await retry(statements, isPassing, work, signal);
  } catch (error) {
    throw plainly(error);
  }
}
