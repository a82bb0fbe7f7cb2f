import { FaultError } from '#lib/kernel/result.ts';

// Codes of the socket and of looking a name up (Node.js, `errno` and `dns`).
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
]);

// PostgreSQL, Appendix A: connection, resources, shut down or starting, cancelled by a time limit,
// ended while idle, outcome not known.
const isAway = /^(?:08...|53...|57P0.|57014|25P0[34]|40003)$/;
// Serialisation and deadlock: the same again may succeed.
const isContended = /^(?:40001|40P01)$/;

/**
 * The fault that a driver's error means, with the error as its cause; any other error as it is. A
 * lost connection and a time limit of the driver itself are plain errors without a code.
 */
export function databaseFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof FaultError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code !== null && isContended.test(code)) {
    return new FaultError(
      { kind: 'busy', says: 'The database is busy with the same rows; try again' },
      { cause: error },
    );
  }
  const isLost =
    code === null ? error.name === 'Error' : isAway.test(code) || unreachable.has(code);
  return isLost
    ? new FaultError(
        { kind: 'unavailable', says: 'The database cannot be reached, or does not answer' },
        { cause: error },
      )
    : error;
}

/**
 * One question to the driver. Wrap nothing but the driver: a plain error of ours would be taken for
 * a lost connection.
 */
export async function onDriver<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw databaseFault(error);
  }
}

/** Whether the same statement may succeed in a moment. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof FaultError &&
    (error.fault.kind === 'unavailable' || error.fault.kind === 'busy')
  );
}
