import type { Sql } from '#lib/platform/database/database.ts';
import { readReadersChanged } from './reader-changes-store.ts';
import type { Generation } from './store.ts';

type Recorded = Pick<Generation, 'index' | 'role' | 'environment' | 'readersChangedAt'>;

/**
 * What our records say that readers of each environment see, and when the console last changed it.
 * What is being built changes nothing of it. One statement, and only where no generation of one is
 * recorded, as where the Integration service fills one index in place: an alias may have been put
 * right all the same.
 */
export async function recordedIn(
  sql: Sql,
  environments: readonly string[],
  rows: readonly Recorded[],
): Promise<ReadonlyMap<string, string>> {
  const own = new Map(
    environments.map((name) => [name, rows.filter(({ environment }) => environment === name)]),
  );
  const without = environments.filter((name) => own.get(name)?.length === 0);
  const changed: ReadonlyMap<string, Date> =
    without.length === 0 ? new Map() : await readReadersChanged(sql, without);
  return new Map(
    [...own].map(([name, ownRows]) => [
      name,
      ownRows.length === 0
        ? (changed.get(name)?.toISOString() ?? 'nothing')
        : ownRows
            .filter((row) => row.role !== 'building')
            .map((row) => `${row.index} ${row.role} ${row.readersChangedAt?.toISOString() ?? ''}`)
            .join(),
    ]),
  );
}

/** Of one, whose rows these are. */
export const recordedOf = async (
  sql: Sql,
  environment: string,
  rows: readonly Generation[],
): Promise<string> => (await recordedIn(sql, [environment], rows)).get(environment) ?? 'nothing';
