/** What the tables say of the move from Azure to AWS. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { RecordedFact } from '../model.ts';
import { itemKind, type EdgeRecord, type ItemRecord } from './tie-items.ts';

interface ItemRecordRow extends Omit<ItemRecord, 'estateTitle'> {
  readonly estate_title: string;
}

/** Every item of the move with its facts, in the order of the files. One statement. */
export async function readMigrationItems(sql: Sql): Promise<ItemRecord[]> {
  const rows = await sql.rows<ItemRecordRow>(
    `select i.id, i.key, i.name, i.estate, e.name as estate_title, i.version,
       coalesce((select jsonb_object_agg(f.attribute, jsonb_build_object(
           'recorded', case when f.state = 'value'
             then jsonb_build_object('state', f.state, 'value', f.value)
             else jsonb_build_object('state', f.state) end,
           'note', f.note))
         from inventory_fact f where f.item_id = i.id), '{}') as facts
     from inventory_item i join inventory_item e on e.key = i.estate
     where i.kind = $1 order by i.estate, i.position, i.key`,
    [itemKind],
  );
  return rows.map(({ estate_title: estateTitle, ...row }) => ({ ...row, estateTitle }));
}

interface EdgeRow {
  readonly from_key: string;
  readonly from_name: string;
  readonly from_kind: string;
  readonly kind: string;
  readonly to_key: string;
  readonly to_name: string;
  readonly to_kind: string;
  readonly note: string | null;
}

/** The relations of these kinds in the estates that have items of the move. One statement. */
export async function readMigrationEdges(
  sql: Sql,
  kinds: readonly string[],
): Promise<EdgeRecord[]> {
  const rows = await sql.rows<EdgeRow>(
    `with moving as materialized (select distinct estate from inventory_item where kind = $2)
     select f.key as from_key, f.name as from_name, f.kind as from_kind, r.kind,
       t.key as to_key, t.name as to_name, t.kind as to_kind, r.note
     from inventory_relation r
     join inventory_item f on f.id = r.from_id
     join inventory_item t on t.id = r.to_id
     where r.kind = any($1)
       and (f.estate in (select estate from moving) or t.estate in (select estate from moving))
     order by f.estate, f.position, f.key, r.kind, t.estate, t.position, t.key`,
    [kinds, itemKind],
  );
  return rows.map((row) => ({
    from: { key: row.from_key, name: row.from_name, kind: row.from_kind },
    kind: row.kind,
    to: { key: row.to_key, name: row.to_name, kind: row.to_kind },
    note: row.note,
  }));
}

export interface StatusChangeRow {
  readonly id: number;
  readonly item_id: number;
  readonly batch: string;
  readonly at: Date;
  readonly actor: string;
  readonly reason: string;
  readonly key: string;
  readonly name: string;
  /** Whether it was there, and is there since. */
  readonly was_there: boolean;
  readonly is_there: boolean;
  /** Null: nothing was recorded. */
  readonly before: RecordedFact | null;
  readonly after: RecordedFact | null;
}

const statusIn = (snapshot: string): string =>
  `jsonb_path_query_first(${snapshot}, '$.facts[*] ? (@.attribute == "migrationStatus").recorded')`;

/** Every change of how far an item is, the oldest first, also of those that are none any more. */
export function readStatusChanges(sql: Sql): Promise<StatusChangeRow[]> {
  return sql.rows<StatusChangeRow>(
    `select * from (
       select id, item_id, batch, at, actor, reason, item_key as key,
         coalesce(after, before)->>'name' as name,
         coalesce(before->>'kind' = 'migration-item', false) as was_there,
         coalesce(after->>'kind' = 'migration-item', false) as is_there,
         ${statusIn('before')} as before, ${statusIn('after')} as after
       from inventory_change
       where before->>'kind' = 'migration-item' or after->>'kind' = 'migration-item'
     ) changed
     where was_there <> is_there or before is distinct from after
     order by id`,
  );
}
