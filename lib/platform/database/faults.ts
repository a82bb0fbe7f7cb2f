import { FaultError, isOfNoWrites, isPassing, ofNoWrites, type Fault } from '#lib/kernel/result.ts';

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
export const diskFull = '53100';
const fullDisk: Fault = {
  kind: 'unavailable',
  says: 'The disk of the database is full: it takes no writes until space is freed',
  detail: ofNoWrites,
};
// `default_transaction_read_only`, or a standby that took the place of its primary.
const readOnly = '25006';
const isReadOnly: Fault = {
  kind: 'unavailable',
  says: 'The database takes no changes: it is read-only',
  detail: ofNoWrites,
};
// Serialisation and deadlock: the same again may succeed.
const isContended = /^(?:40001|40P01)$/;
// `lock_timeout`, which whoever runs the database may set.
const lockTimeout = '55P03';
const isLocked: Fault = {
  kind: 'busy',
  says:
    'Something else holds a table or rows of the database for longer than is waited for, such as ' +
    'a change of its schema or a backup. Nothing was changed; try again',
};

/**
 * A statement that the database refused, the same whether SQL or Prisma sent it. Its message has
 * nothing of the driver's, which quotes values. Without `code`: Prisma rewraps errors that have
 * one.
 */
export class StatementError extends Error {
  constructor(
    readonly sqlState: string,
    /** The name of the constraint that was violated. */
    readonly constraint: string | null,
    options?: ErrorOptions,
  ) {
    super(`The database refused a statement (SQLSTATE ${sqlState})`, options);
    this.name = 'StatementError';
  }

  /** Several copies of this module live in one process (see `FaultError`): known by its name. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'StatementError' && 'sqlState' in value;
  }
}

/**
 * PostgreSQL's own errors carry a severity, in both drivers; those of sockets and of Node do not.
 */
const isOfDatabase = (error: Error): boolean => 'severity' in error;

export const noAnswerFault = (cause?: unknown): FaultError =>
  new FaultError(
    { kind: 'unavailable', says: 'The database cannot be reached, or does not answer' },
    { cause },
  );

/**
 * What a driver's error means, with the error as its cause: a fault where trying again may help, a
 * StatementError where the database refused; any other error as it is. A lost connection and a time
 * limit of the driver itself are plain errors without a code.
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
  if (code === lockTimeout) return new FaultError(isLocked, { cause: error });
  if (code === diskFull) return new FaultError(fullDisk, { cause: error });
  if (code === readOnly) return new FaultError(isReadOnly, { cause: error });
  const isLost =
    code === null ? error.name === 'Error' : isAway.test(code) || unreachable.has(code);
  if (isLost) {
    return noAnswerFault(error);
  }
  if (code === null || !isOfDatabase(error)) return error;
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null;
  return new StatementError(code, constraint, { cause: error });
}

/**
 * The name of the unique constraint that a statement of SQL or of Prisma violated; null for any
 * other error.
 */
export function violatedUnique(error: unknown): string | null {
  return error instanceof StatementError && error.sqlState === '23505' ? error.constraint : null;
}

/**
 * One call of the driver. Wrap nothing but the driver: a plain error of ours would pass for a lost
 * connection.
 */
export async function onDriver<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw databaseFault(error);
  }
}

/** Of a database that answers queries, and refuses whatever else there is to do. */
export const readOnlyFault = (): FaultError => new FaultError(isReadOnly);

/**
 * What may pass rejects as `unavailable` with these words; any other error as it is. That the
 * database takes no writes is said, whatever it is used for.
 */
export async function orUnavailable<T>(says: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isPassing(error) || isOfNoWrites(error)) throw error;
    throw new FaultError({ kind: 'unavailable', says }, { cause: error });
  }
}
