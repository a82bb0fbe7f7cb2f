/** What exports and imports read of the tables of the inventory, besides whole items. */
import type { Sql } from '#lib/platform/database/database.ts';

export interface OutlineRow {
  readonly id: number;
  readonly key: string;
  readonly estate: string;
  readonly component: string | null;
  readonly environment: string | null;
  readonly position: number;
  readonly isProduction: boolean;
}

/** What a file can be about: all of some estates, and single things of others. */
export interface Within {
  readonly estates: readonly string[];
  readonly keys: readonly string[];
}

/** Where everything is; null: of the whole inventory. */
export function readOutlines(sql: Sql, within: Within | null): Promise<OutlineRow[]> {
  return sql.rows<OutlineRow>(
    `select id, key, estate, component, environment, position, is_production as "isProduction"
     from inventory_item
     where $1::text[] is null or estate = any($1) or key = any($2)
     order by estate, position, id`,
    [within?.estates ?? null, within?.keys ?? []],
  );
}

export interface InboundRelation {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

/** Relations that lead to these. */
export function readInbound(sql: Sql, ids: readonly number[]): Promise<InboundRelation[]> {
  return sql.rows<InboundRelation>(
    `select f.key as "from", r.kind, t.key as "to"
     from inventory_relation r
     join inventory_item f on f.id = r.from_id
     join inventory_item t on t.id = r.to_id
     where r.to_id = any($1) order by 1, 2, 3`,
    [ids],
  );
}
