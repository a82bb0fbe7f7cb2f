import { FaultError } from '#lib/kernel/result.ts';
import type { Sql } from '../../database/database.ts';
import type { Condition } from '../conditions.ts';
import type { Fields } from '../fields.ts';

/** One index as the catalogue knows it, and the filter of the alias through which it was found. */
export interface Resolved {
  readonly number: number;
  readonly name: string;
  readonly fields: Fields;
  readonly keyField: string;
  /**
   * Every document's id is the text of its key field, so that the primary key is the order of the
   * key.
   */
  readonly isKeyedById: boolean;
  readonly filter: Condition | null;
  readonly isAlias: boolean;
}

/** The index's own table. The number is ours, from a sequence. */
export function tableOf(index: { readonly number: number }): string {
  return `search_document_${String(Math.trunc(index.number))}`;
}

const columns =
  'i.number, i.name, i.fields, i.key_field as "keyField", i.is_keyed_by_id as "isKeyedById"';

/**
 * Where a name leads now: an index of that name, or the one that the alias points at. Null:
 * nowhere.
 */
export async function resolve(
  sql: Sql,
  environment: string,
  target: string,
): Promise<Resolved | null> {
  const [row] = await sql.rows<Resolved>(
    `select ${columns}, a.filter, a.name is not null as "isAlias"
     from search_index i left join search_alias a
       on a.index_number = i.number and a.environment = $1 and a.name = $2
     where i.environment = $1 and (i.name = $2 or a.name is not null)`,
    [environment, target],
  );
  return row ?? null;
}

export function unknownTarget(target: string): FaultError {
  return new FaultError({ kind: 'not-found', says: `There is no index or alias called ${target}` });
}

/**
 * Creating, dropping and swapping share the names of their environment; one at a time, held until
 * the transaction ends.
 */
export async function lockCatalogue(tx: Sql, environment: string): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('search.catalogue:' || $1, 0))`, [
    environment,
  ]);
}

export async function dropIndex(tx: Sql, index: { readonly number: number }): Promise<void> {
  await tx.run('delete from search_index where number = $1', [index.number]);
  await tx.run(`drop table if exists ${tableOf(index)}`);
}
