import type { Database } from './database.ts';
import { observeTables } from './prisma-client.ts';

/**
 * The same database; every statement of SQL, operation of Prisma and transaction that ends, also
 * with a refusal, counts as progress of its caller.
 */
export function withHeartbeat(database: Database, beat: () => void): Database {
  return {
    ...database,
    prisma: observeTables(database.prisma, beat),
    rows: (text, params) => database.rows<never>(text, params).finally(beat),
    run: (text, params) => database.run(text, params).finally(beat),
    transaction: (work) => database.transaction(work).finally(beat),
  };
}
