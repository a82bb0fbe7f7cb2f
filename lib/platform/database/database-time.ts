import type { Sql } from './database.ts';

export const timeStatement = 'select clock_timestamp() as at';

/**
 * The time of the database, by which whatever several processes compare is told: the clocks of two
 * of them may differ.
 */
export async function databaseTime(sql: Sql): Promise<Date> {
  const [row] = await sql.rows<{ at: Date }>(timeStatement);
  if (row === undefined) throw new Error('the database told no time');
  return row.at;
}
