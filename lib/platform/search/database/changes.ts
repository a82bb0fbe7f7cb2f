import { z } from 'zod';
import type { Database } from '../../database/database.ts';
import { resolve, tableOf, unknownTarget } from './catalogue.ts';
import { isTableGone, onDatabase } from './faults.ts';
import type { Changes, Search } from '../port.ts';

/**
 * The snapshot of the mark, as `pg_current_snapshot` prints it. A row says which transaction wrote
 * it (`xmin`), with 32 bits: right for as long as two thousand million transactions do not lie
 * between.
 */
const Mark = z.object({ number: z.number(), snapshot: z.string() });

export function markIn(database: Database, environment: string): Search['markWrites'] {
  return async (name) => {
    const index = await onDatabase(() => resolve(database, environment, name));
    if (index === null || index.isAlias) throw unknownTarget(name);
    try {
      const [row] = await onDatabase(() =>
        database.rows<{ documents: number; snapshot: string }>(
          `select count(*)::integer as documents, pg_current_snapshot()::text as snapshot
           from ${tableOf(index)}`,
        ),
      );
      if (row === undefined) throw new Error('a count returned no row');
      const { documents, snapshot } = row;
      return { index: name, documents, at: { number: index.number, snapshot } };
    } catch (error) {
      throw isTableGone(error) ? unknownTarget(name) : error;
    }
  };
}

async function countSince(
  database: Database,
  index: { readonly number: number },
  snapshot: string,
): Promise<{ documents: number; changed: number } | null> {
  // Written since: by a transaction that had not begun then, or was under way.
  const [row] = await database.rows<{ documents: number; changed: number }>(
    `with mark as (
       select pg_snapshot_xmax($1::pg_snapshot)::xid as next,
         array(select xid::text from pg_snapshot_xip($1::pg_snapshot) as x (xid)) as under_way)
     select count(*)::integer as documents,
       count(*) filter (where age(d.xmin) <= age(mark.next)
         or d.xmin::text = any(mark.under_way))::integer as changed
     from ${tableOf(index)} d cross join mark`,
    [snapshot],
  );
  return row ?? null;
}

export function changesIn(database: Database, environment: string): Search['changesSince'] {
  return async (mark): Promise<Changes | null> => {
    const { number, snapshot } = Mark.parse(mark.at);
    const index = await onDatabase(() => resolve(database, environment, mark.index));
    if (index === null || index.isAlias || index.number !== number) return null;
    try {
      const found = await onDatabase(() => countSince(database, index, snapshot));
      const { documents, changed } = found ?? { documents: 0, changed: 0 };
      return { changed, removed: Math.max(0, mark.documents - documents) };
    } catch (error) {
      if (isTableGone(error)) return null;
      throw error;
    }
  };
}
