import { FaultError } from '../../kernel/result.ts';
import { retry, type RetryPolicy } from '../../kernel/retry.ts';

const policy: RetryPolicy = { attempts: 5, firstDelayMs: 50, maxDelayMs: 2_000 };

function sqlState(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The table went away between looking its name up and asking it (dropped, or swapped and retired). */
export function isTableGone(error: unknown): boolean {
  return sqlState(error) === '42P01';
}

// Connection lost, resources, operator intervention, serialisation and deadlock. A driver error without a state is a lost connection.
function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof FaultError || error instanceof TypeError || error instanceof RangeError) return false;
  const state = sqlState(error);
  return state === null || /^(?:08|53|57|40)/.test(state);
}

/** Runs a statement, again when that may help; what stays transient becomes `unavailable`, anything else is a bug and is thrown on. */
export async function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await retry(policy, isTransient, work);
  } catch (error) {
    if (!isTransient(error)) throw error;
    throw new FaultError({ kind: 'unavailable', says: 'The search side cannot be reached' }, { cause: error });
  }
}
