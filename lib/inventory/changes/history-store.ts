/** Who changed what of the inventory, and why. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { ItemSnapshot } from './snapshot.ts';

export interface Decision {
  /** What was decided together. */
  readonly batch: string;
  readonly actor: string;
  readonly reason: string;
}

export async function newChangeIds(tx: Sql, count: number): Promise<readonly number[]> {
  const rows = await tx.rows<{ id: number }>(
    `select nextval('inventory_change_id_seq') as id from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

export interface NewChange {
  readonly id: number;
  readonly itemId: number;
  readonly itemKey: string;
  readonly version: number;
  readonly before: ItemSnapshot | null;
  readonly after: ItemSnapshot | null;
  readonly causedBy: number | null;
  readonly undoes: number | null;
}

export async function recordChanges(
  tx: Sql,
  { batch, actor, reason }: Decision,
  changes: readonly NewChange[],
): Promise<void> {
  await tx.run(
    `insert into inventory_change (id, batch, actor, reason, item_id, item_key, version, before,
       after, caused_by, undoes)
     select id, $1, $2, $3, "itemId", "itemKey", version, before, after, "causedBy", undoes
     from json_to_recordset($4::json) c(id bigint, "itemId" bigint, "itemKey" text,
       version integer, before jsonb, after jsonb, "causedBy" bigint, undoes bigint)`,
    [batch, actor, reason, JSON.stringify(changes)],
  );
}

export interface ChangeRow {
  readonly id: number;
  readonly batch: string;
  readonly at: Date;
  readonly actor: string;
  readonly reason: string;
  readonly item_id: number;
  readonly item_key: string;
  readonly version: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly caused_by: number | null;
  readonly undoes: number | null;
}

/** Of `inventory_change c`. */
export const changeColumns = `c.id, c.batch, c.at, c.actor, c.reason, c.item_id, c.item_key,
  c.version, c.before, c.after, c.caused_by, c.undoes`;

/** What was changed of these since each had that version, the newest first. */
export function readChangesSince(
  sql: Sql,
  seen: readonly { readonly id: number; readonly version: number }[],
): Promise<ChangeRow[]> {
  return sql.rows<ChangeRow>(
    `select ${changeColumns} from inventory_change c
     join jsonb_to_recordset($1::jsonb) s(id bigint, version integer)
       on s.id = c.item_id and c.version > s.version
     order by c.id desc`,
    [JSON.stringify(seen)],
  );
}

/** The newest first, from before a change; null: from the newest. */
export function readHistory(
  sql: Sql,
  item: number,
  before: number | null,
  most: number,
): Promise<ChangeRow[]> {
  return sql.rows<ChangeRow>(
    `select ${changeColumns} from inventory_change c
     where c.item_id = $1 and ($2::bigint is null or c.id < $2) order by c.id desc limit $3`,
    [item, before, most],
  );
}

/** What something was part of: an estate, one environment of it, or what it has relations with. */
export type WasOf =
  | { readonly estate: string; readonly environment: string | null }
  | { readonly relatedTo: readonly string[] };

/** When something that was of this until then was changed or removed last, if after a time. */
export async function readLastOf(sql: Sql, after: Date, of: WasOf): Promise<Date | null> {
  const [where, given] =
    'estate' in of
      ? [
          `c.before->>'estate' = $2
           and ($3::text is null or coalesce(c.before->>'environment', $3) = $3)`,
          [of.estate, of.environment],
        ]
      : [
          `exists (select from jsonb_array_elements(c.before->'relations') r
             where r->>'to' = any($2))`,
          [of.relatedTo],
        ];
  const [row] = await sql.rows<{ at: Date | null }>(
    `select max(c.at) as at from inventory_change c
     where c.at > $1 and c.before is not null and ${where}`,
    [after, ...given],
  );
  return row?.at ?? null;
}

/** A change with those that followed from it. */
export function readChangeWithCaused(sql: Sql, id: number): Promise<ChangeRow[]> {
  return sql.rows<ChangeRow>(
    `select ${changeColumns} from inventory_change c
     where c.id = $1 or c.caused_by = $1 order by c.id`,
    [id],
  );
}

/**
 * The id of what had a key last, which may be gone: whatever had it before that is not what the key
 * meant since. `key` is SQL of the statement that this is part of.
 */
export const lastHolderOf = (key: string): string =>
  `(select item_id from inventory_change where item_key = ${key} order by id desc limit 1)`;

/** The id of what has a key, or else had it last; `key` as above. */
export const idCalled = (key: string): string =>
  `coalesce((select id from inventory_item where key = ${key}), ${lastHolderOf(key)})`;

/** What had each of these keys last, until a change; null: until now. */
export async function readHolders(
  sql: Sql,
  keys: readonly string[],
  until: number | null = null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.rows<{ key: string; id: number }>(
    `select distinct on (c.item_key) c.item_key as key, c.item_id as id from inventory_change c
     where c.item_key = any($1) and ($2::bigint is null or c.id <= $2)
     order by c.item_key, c.id desc`,
    [keys, until],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}
