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
 * Where names lead now: an index of that name, or the one that the alias points at. One that leads
 * nowhere is absent.
 */
export async function resolveAll(
  sql: Sql,
  environment: string,
  targets: readonly string[],
): Promise<ReadonlyMap<string, Resolved>> {
  const rows = await sql.rows<Resolved & { readonly target: string }>(
    `select t.target, ${columns}, a.filter, a.name is not null as "isAlias"
     from unnest($2::text[]) t(target)
     join search_index i on i.environment = $1
     left join search_alias a
       on a.index_number = i.number and a.environment = $1 and a.name = t.target
     where i.name = t.target or a.name is not null`,
    [environment, targets],
  );
  return new Map(rows.map(({ target, ...resolved }) => [target, resolved]));
}

/** Where one name leads now; null: nowhere. */
export async function resolve(
  sql: Sql,
  environment: string,
  target: string,
): Promise<Resolved | null> {
  return (await resolveAll(sql, environment, [target])).get(target) ?? null;
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
