/** What pages and the terminal show of the inventory, from its tables. */
import type { Sql } from '#lib/platform/database/database.ts';
import { idCalled, lastHolderOf } from './changes/history-store.ts';
import type { NamedItem } from './item-list.ts';
import type { Evidence, FactValue, ItemType, RecordedState } from './model.ts';

/** The keys of the estates that are in the inventory. */
export async function knownEstates(sql: Sql): Promise<string[]> {
  const rows = await sql.rows<{ key: string }>(
    `select key from inventory_item where type = 'estate' order by key`,
  );
  return rows.map(({ key }) => key);
}

// What a page does not show is not looked up: PostgreSQL asks this of the rows of the page alone.
const saysInstead = (column: 'owner_from' | 'cloud_from'): string =>
  `(select json_build_object('key', f.key, 'name', f.name)
    from inventory_item f where f.id = i.${column})`;

// Whether what is done to it is done to production.
const inProduction = `exists (
    select from inventory_item v
    where v.type = 'environment' and v.estate = i.estate and v.is_production
      and (i.type = 'estate' or v.environment = i.environment)
  ) as in_production`;

export const itemColumns = `i.id, i.key, i.type, i.estate, e.name as estate_title, i.component,
  i.environment, i.profile, i.shared_environment, i.aliases, i.is_production, ${inProduction},
  i.kind, i.name, i.source, i.summary, i.owner, i.cloud, i.missing, i.version, i.changed_at,
  ${saysInstead('owner_from')} as owner_from, ${saysInstead('cloud_from')} as cloud_from,
  s.title as source_title, s.evidence, s.as_of::text as as_of, s.read_on::text as read_on`;
export const itemTables = `inventory_item i
  join inventory_item e on e.key = i.estate
  left join inventory_source s on s.estate = i.estate and s.id = split_part(i.source, ' ', 1)`;

export interface ItemRow {
  readonly id: number;
  readonly key: string;
  readonly type: ItemType;
  readonly estate: string;
  readonly estate_title: string;
  readonly component: string | null;
  readonly environment: string | null;
  readonly profile: string | null;
  readonly shared_environment: string | null;
  readonly aliases: readonly string[];
  /** Of an environment: whether it is marked so. */
  readonly is_production: boolean;
  /** Whether what is done to it is done to production: of an estate, whether it has one. */
  readonly in_production: boolean;
  readonly kind: string;
  readonly name: string;
  readonly source: string;
  readonly summary: string | null;
  readonly owner: string | null;
  readonly cloud: string | null;
  readonly owner_from: NamedItem | null;
  readonly cloud_from: NamedItem | null;
  readonly missing: number;
  readonly version: number;
  readonly changed_at: Date;
  readonly source_title: string | null;
  readonly evidence: Evidence | null;
  readonly as_of: string | null;
  readonly read_on: string | null;
}

const oneItem = `select ${itemColumns} from ${itemTables}`;

export async function readItemRow(sql: Sql, key: string): Promise<ItemRow | null> {
  const [row] = await sql.rows<ItemRow>(`${oneItem} where i.key = $1`, [key]);
  return row ?? null;
}

/** The key that what had this key last has by now; null also where that is gone. */
export async function readRenamedKey(sql: Sql, key: string): Promise<string | null> {
  const [row] = await sql.rows<{ key: string }>(
    `select i.key from inventory_item i where i.id = ${lastHolderOf('$1')}`,
    [key],
  );
  return row?.key ?? null;
}

/** Environments by their keys, or by what their keys were last. */
export function readEnvironmentsCalled(
  sql: Sql,
  keys: readonly string[],
): Promise<{ called: string; key: string; environment: string; estate_title: string }[]> {
  return sql.rows(
    `select called.key as called, i.key, i.environment, e.name as estate_title
     from unnest($1::text[]) as called (key)
     join inventory_item i on i.type = 'environment' and i.id = ${idCalled('called.key')}
     join inventory_item e on e.key = i.estate`,
    [keys],
  );
}

export interface FactRow {
  readonly item_key: string;
  readonly attribute: string;
  readonly state: RecordedState;
  readonly value: FactValue | null;
  readonly source: string;
  readonly note: string | null;
  readonly source_title: string | null;
  readonly evidence: Evidence | null;
  readonly as_of: string | null;
  readonly read_on: string | null;
}

/** Of `inventory_item i`. */
export const factColumns = `i.key as item_key, f.attribute, f.state, f.value, f.source, f.note,
  s.title as source_title, s.evidence, s.as_of::text as as_of, s.read_on::text as read_on`;
export const factTables = `inventory_fact f
  left join inventory_source s on s.estate = i.estate and s.id = split_part(f.source, ' ', 1)
  where f.item_id = i.id`;

export function readFacts(sql: Sql, keys: readonly string[]): Promise<FactRow[]> {
  return sql.rows<FactRow>(
    `select said.* from inventory_item i cross join lateral (
       select ${factColumns}, f.position from ${factTables}
     ) said
     where i.key = any($1) order by said.item_key, said.position`,
    [keys],
  );
}

export interface GapRow {
  readonly key: string;
  readonly type: ItemType;
  readonly estate: string;
  readonly estate_title: string;
  readonly environment: string | null;
  readonly kind: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, RecordedState>>;
}

/** What has something that nobody recorded, with the state of each of its facts. */
export function readGaps(sql: Sql, estate: string | null): Promise<GapRow[]> {
  return sql.rows<GapRow>(
    `select i.key, i.type, i.estate, e.name as estate_title, i.environment, i.kind, i.name,
       coalesce((select jsonb_object_agg(f.attribute, f.state) from inventory_fact f
         where f.item_id = i.id), '{}') as facts
     from inventory_item i join inventory_item e on e.key = i.estate
     where i.missing > 0 and ($1::text is null or i.estate = $1)
     order by i.estate, i.kind, i.position`,
    [estate],
  );
}

/** In no order; one that is not there is left out. */
export function readItemRows(sql: Sql, keys: readonly string[]): Promise<ItemRow[]> {
  return sql.rows<ItemRow>(`select ${itemColumns} from ${itemTables} where i.key = any($1)`, [
    keys,
  ]);
}

/** All of an estate, in the order of its file. */
export function readEstateItems(sql: Sql, estate: string): Promise<ItemRow[]> {
  return sql.rows<ItemRow>(
    `select ${itemColumns} from ${itemTables} where i.estate = $1 order by i.position, i.key`,
    [estate],
  );
}

/**
 * Every relation of the systems of an estate and of what is part of them or belongs to them, step
 * by step and across estates, by the keys of its ends.
 */
export function readSystemRelations(
  sql: Sql,
  estate: string,
): Promise<{ from: string; kind: string; to: string }[]> {
  return sql.rows(
    `with recursive part as (
       select id from inventory_item where estate = $1 and kind = 'system'
       union
       select r.from_id from inventory_relation r join part p on p.id = r.to_id
       where r.kind in ('part of', 'belongs to')
     )
     select f.key as "from", r.kind, t.key as "to"
     from inventory_relation r
     join inventory_item f on f.id = r.from_id
     join inventory_item t on t.id = r.to_id
     where f.type = 'component' and t.type = 'component'
       and (r.from_id in (select id from part) or r.to_id in (select id from part))`,
    [estate],
  );
}

/**
 * The keys and names, in lower case, of what is called by any of these: by key, name, host name,
 * address or another name, in whatever case. A hundred of each at most.
 */
export function readNames(
  sql: Sql,
  called: readonly string[],
): Promise<{ key: string; names: string[] }[]> {
  return sql.rows(
    `select i.key, array_agg(n.name order by n.name) as names
     from inventory_item i
     join inventory_name n on n.item_id = i.id
     where i.id in (
       select found.id from unnest($1::text[]) called(name)
       cross join lateral (
         select o.id from inventory_name c join inventory_item o on o.id = c.item_id
         where c.name = called.name order by o.key limit 100
       ) found)
     group by i.key order by i.key`,
    [called.map((one) => one.toLowerCase())],
  );
}
