import { FaultError, refuse } from '../../kernel/result.ts';
import { retry, type RetryPolicy } from '../../kernel/retry.ts';

const statements: RetryPolicy = { attempts: 6, firstDelayMs: 50, maxDelayMs: 5_000 };

// SQLSTATE classes (PostgreSQL, appendix A): connection, resources, rolled back, operator intervention; or a code of the socket.
// The driver's own "connection terminated" and "timeout exceeded" are plain errors without a code.
function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof FaultError) return false;
  if ('code' in error && typeof error.code === 'string') return /^(08|53|40|57P|E[A-Z]{3})/.test(error.code);
  return error.name === 'Error';
}

function plainly(error: unknown): unknown {
  if (!isTransient(error)) return error;
  return new FaultError(refuse('unavailable', 'The database that holds the messages cannot be reached').fault, { cause: error });
}

/** Runs a statement once; `unavailable` when the database is away. */
export async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw plainly(error);
  }
}

/** Runs a statement, again with back-off while the database is away; then it is `unavailable`. Other errors are bugs and pass. */
export async function withRetries<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await retry(statements, isTransient, work, signal);
  } catch (error) {
    throw plainly(error);
  }
}
