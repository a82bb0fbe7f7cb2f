/** Things of some kinds with all that sources say of them, in one statement. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { ItemOfKind } from './kind-items.ts';

/** In the order of their file; of one estate, or of all. Estates and environments are kinds too. */
export function readItemsOfKinds(
  sql: Sql,
  kinds: readonly string[],
  estate: string | null,
): Promise<ItemOfKind[]> {
  return sql.rows<ItemOfKind>(
    `select i.key, i.estate, e.name as estate_title, i.environment, i.profile,
       i.shared_environment, i.is_production, i.kind, i.name,
       coalesce((select jsonb_object_agg(f.attribute,
           jsonb_build_object('state', f.state, 'value', f.value, 'note', f.note))
         from inventory_fact f where f.item_id = i.id), '{}') as facts
     from inventory_item i join inventory_item e on e.key = i.estate
     where i.kind = any($1) and ($2::text is null or i.estate = $2)
     order by i.estate, i.position, i.key`,
    [kinds, estate],
  );
}

export interface RelationOfKind {
  readonly from: string;
  readonly from_name: string;
  readonly to: string;
  readonly to_name: string;
  readonly note: string | null;
}

/** Those of a kind that begin in an estate, or in any. */
export function readRelationsOfKind(
  sql: Sql,
  kind: string,
  estate: string | null,
): Promise<RelationOfKind[]> {
  return sql.rows<RelationOfKind>(
    `select f.key as "from", f.name as from_name, t.key as "to", t.name as to_name, r.note
     from inventory_relation r
     join inventory_item f on f.id = r.from_id join inventory_item t on t.id = r.to_id
     where r.kind = $1 and ($2::text is null or f.estate = $2)
     order by f.estate, f.position, t.position, t.key`,
    [kind, estate],
  );
}

export function readEstates(sql: Sql): Promise<{ key: string; title: string }[]> {
  return sql.rows(
    `select key, name as title from inventory_item where type = 'estate' order by key`,
  );
}
