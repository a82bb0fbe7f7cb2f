import type { Sql } from '#lib/platform/database/database.ts';
import { incidentKind } from '../item-view.ts';
import type { NamedItem } from '../item-list.ts';
import { factColumns, factTables, itemColumns, itemTables } from '../store.ts';
import type { FactRow, ItemRow } from '../store.ts';

export interface PastIncidentRow extends ItemRow {
  readonly facts: readonly FactRow[];
  /** What it describes. */
  readonly of: readonly NamedItem[];
}

/** All of them, in the order of their files. One statement. */
export const readPastIncidents = (sql: Sql): Promise<PastIncidentRow[]> =>
  sql.rows<PastIncidentRow>(
    `select ${itemColumns},
       coalesce((
         select json_agg(said order by said.position) from (
           select ${factColumns}, f.position from ${factTables}
         ) said
       ), '[]') as facts,
       coalesce((
         select json_agg(json_build_object('key', o.key, 'name', o.name)
           order by lower(o.name), o.key)
         from inventory_relation r join inventory_item o on o.id = r.to_id
         where r.from_id = i.id and r.kind = 'describes'
       ), '[]') as "of"
     from ${itemTables} where i.kind = $1 order by i.estate, i.position, i.key`,
    [incidentKind],
  );
