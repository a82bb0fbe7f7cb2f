import { FaultError } from '#lib/kernel/result.ts';

// Prisma's error reference: not reached, reached too late, timed out, connection closed, none free
// in the pool.
const away: ReadonlySet<string> = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);

/**
 * One question to Prisma, with the faults that `Sql` has. Its own errors name the host, the code
 * and the table.
 */
export async function onPrisma<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(
      error instanceof Error &&
      'code' in error &&
      typeof error.code === 'string' &&
      away.has(error.code)
    ))
      throw error;
    throw new FaultError(
      { kind: 'unavailable', says: 'The database cannot be reached, or does not answer' },
      { cause: error },
    );
  }
}
