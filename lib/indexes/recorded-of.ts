import type { Sql } from '#lib/platform/database/database.ts';
import { readReadersChanged } from './reader-changes-store.ts';
import type { Generation } from './store.ts';

/**
 * What our records say that readers see, and when the console last changed it. What is being built
 * changes nothing of it. One statement, and only where no generation is recorded, as where the
 * Integration service fills one index in place: an alias may have been put right all the same.
 */
export async function recordedOf(
  sql: Sql,
  environment: string,
  rows: readonly Generation[],
): Promise<string> {
  if (rows.length === 0)
    return (await readReadersChanged(sql, environment))?.toISOString() ?? 'nothing';
  return rows
    .filter((row) => row.role !== 'building')
    .map((row) => `${row.index} ${row.role} ${row.readersChangedAt?.toISOString() ?? ''}`)
    .join();
}
