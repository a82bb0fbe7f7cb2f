import type { Sql } from './database.ts';
import { readOnlyFault } from './faults.ts';

/**
 * Rejects where the database does not answer, and where it answers and is read-only, as one that
 * was set so and a standby are: nothing that matters here can be done without writing.
 */
export async function checkDatabase(sql: Sql): Promise<void> {
  const [row] = await sql.rows<{ isReadOnly: boolean }>(
    `select current_setting('transaction_read_only') = 'on' as "isReadOnly"`,
  );
  if (row?.isReadOnly === true) throw readOnlyFault();
}
