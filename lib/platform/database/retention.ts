import type { Sql } from './database.ts';

/** Rows of one table that are kept for some time only. */
export interface Retention {
  /** In the plural: `run events`. */
  readonly what: string;
  readonly table: string;
  /**
   * Removes what is old enough, at most `rowsAtOnce` rows a statement; yields after each of these
   * statements how many rows it was. Whoever reads it may stop at any of them.
   */
  remove(rowsAtOnce: number): AsyncIterable<number>;
}

/** The batches of one statement: repeated until it finds fewer rows than it may remove. */
export async function* untilFewer(
  rowsAtOnce: number,
  removeSome: () => Promise<number>,
): AsyncGenerator<number> {
  for (;;) {
    const removed = await removeSome();
    yield removed;
    if (removed < rowsAtOnce) return;
  }
}

/** Old rows that one condition tells; `table` and `where` are written in the code, never given. */
export function retentionOf(
  sql: Sql,
  { what, table, where }: Pick<Retention, 'what' | 'table'> & { readonly where: string },
): Retention {
  return {
    what,
    table,
    remove: (rowsAtOnce) =>
      untilFewer(rowsAtOnce, () =>
        sql.run(
          `delete from ${table} where ctid = any(array(
             select ctid from ${table} where ${where} limit $1::integer))`,
          [rowsAtOnce],
        ),
      ),
  };
}
