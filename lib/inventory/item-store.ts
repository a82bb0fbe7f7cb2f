/** Of the tables of the inventory all that the page of one item says of it. */
import type { Sql } from '#lib/platform/database/database.ts';
import { changeColumns, type ChangeRow } from './changes/history-store.ts';
import { incidentKind } from './item-view.ts';
import type { Evidence } from './model.ts';
import {
  factColumns,
  factTables,
  itemColumns,
  itemTables,
  type FactRow,
  type ItemRow,
} from './store.ts';

export interface RelationRow {
  readonly direction: 'from' | 'to';
  readonly kind: string;
  readonly key: string;
  readonly name: string;
  readonly item_kind: string;
  readonly estate: string;
  readonly estate_title: string;
  readonly environment: string | null;
  readonly source: string;
  readonly source_title: string | null;
  readonly evidence: Evidence | null;
  readonly as_of: string | null;
  readonly read_on: string | null;
  readonly note: string | null;
}

export interface WholeItemRow extends ItemRow {
  readonly facts: readonly FactRow[];
  /** What leads from it, and what leads to it, with the other end. */
  readonly relations: readonly RelationRow[];
  readonly all_relations: number;
  /** The newest first. */
  readonly changes: readonly ChangeRow[];
}

export interface WholeItem {
  readonly key: string;
  /** Relations in each direction, and incidents beside them; null: all. */
  readonly mostRelations: number | null;
  readonly mostChanges: number;
}

/** As JSON has a change. */
interface ChangeJson extends Omit<ChangeRow, 'at'> {
  readonly at: string;
}

/** Null: nothing has that key. One statement: what a page asks together is one wait. */
export async function readWholeItem(
  sql: Sql,
  { key, mostRelations, mostChanges }: WholeItem,
): Promise<WholeItemRow | null> {
  const [row] = await sql.rows<
    Omit<WholeItemRow, 'changes'> & { readonly changes: readonly ChangeJson[] }
  >(
    `select ${itemColumns},
       coalesce((
         select json_agg(said order by said.position) from (
           select ${factColumns}, f.position from ${factTables}
         ) said
       ), '[]') as facts,
       coalesce((
         select json_agg(led order by led.direction, led.place) from (
           select r.direction, r.kind, o.key, o.name, o.kind as item_kind, o.estate,
             t.name as estate_title, o.environment, r.source, s.title as source_title, s.evidence,
             s.as_of::text as as_of, s.read_on::text as read_on, r.note,
             row_number() over (partition by r.direction
               order by r.kind, o.estate, lower(o.name), o.key) as place
           from (
             select 'from' as direction, kind, to_id as other, source, note
             from inventory_relation where from_id = i.id
             union all
             select 'to', kind, from_id, source, note from inventory_relation where to_id = i.id
           ) r
           join inventory_item o on o.id = r.other
           join inventory_item t on t.key = o.estate
           left join inventory_source s on s.id = split_part(r.source, ' ', 1)
             and s.estate = case r.direction when 'from' then i.estate else o.estate end
         ) led
         where $2::int is null or led.place <= $2
           or (led.direction = 'to' and led.item_kind = $4)
       ), '[]') as relations,
       (select count(*)::int from inventory_relation where from_id = i.id)
         + (select count(*)::int from inventory_relation where to_id = i.id) as all_relations,
       coalesce((
         select json_agg(was order by was.id desc) from (
           select ${changeColumns} from inventory_change c
           where c.item_id = i.id order by c.id desc limit $3
         ) was
       ), '[]') as changes
     from ${itemTables} where i.key = $1`,
    [key, mostRelations, mostChanges, incidentKind],
  );
  if (row === undefined) return null;
  return { ...row, changes: row.changes.map((was) => ({ ...was, at: new Date(was.at) })) };
}
