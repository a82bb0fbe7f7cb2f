/** What changes of the inventory read of its tables, and write. */
import { inSlices } from '#lib/kernel/in-slices.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { namesOf, summaryOf, type Item } from '../items.ts';
import { environmentKey, type ItemType, type RecordedState, type Source } from '../model.ts';
import { canonical, type ItemSnapshot, type RelationFrom } from './snapshot.ts';

const rowsOf = (rows: readonly object[]): string => JSON.stringify(rows);

/** Until the transaction ends, only one process changes the inventory. */
export const lockInventory = (tx: Sql): Promise<number> =>
  tx.run('lock table inventory_item in share row exclusive mode');

/** New ones are added, and what is said of known ones is replaced. */
export async function saveSources(
  tx: Sql,
  estate: string,
  sources: readonly Source[],
): Promise<void> {
  await tx.run(
    `insert into inventory_source (estate, id, title, evidence, as_of, read_on)
     select $1, id, title, evidence, "asOf", "readOn"
     from jsonb_to_recordset($2::jsonb)
       s(id text, title text, evidence text, "asOf" date, "readOn" date)
     on conflict (estate, id) do update set title = excluded.title, evidence = excluded.evidence,
       as_of = excluded.as_of, read_on = excluded.read_on`,
    [estate, rowsOf(sources)],
  );
}

export interface SourceOfEstate extends Source {
  readonly estate: string;
}

export function readSources(sql: Sql, estates: readonly string[]): Promise<SourceOfEstate[]> {
  return sql.rows<SourceOfEstate>(
    `select estate, id, title, evidence, as_of::text as "asOf", read_on::text as "readOn"
     from inventory_source where estate = any($1) order by estate, id`,
    [estates],
  );
}

/** Where everything is, without what is said of it. */
export interface OutlineRow {
  readonly id: number;
  readonly key: string;
  readonly type: ItemType;
  readonly estate: string;
  readonly environment: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
}

const outlineColumns = 'id, key, type, estate, environment, name, aliases';

export function readOutlines(sql: Sql): Promise<OutlineRow[]> {
  return sql.rows<OutlineRow>(`select ${outlineColumns} from inventory_item order by id`);
}

/** The keys of the environments that are production. */
export async function readProductionKeys(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ key: string }>(
    'select key from inventory_item where is_production',
  );
  return new Set(rows.map(({ key }) => key));
}

export interface OutlinesWanted {
  /** These, and all of their estates. */
  readonly ids: readonly number[];
  /** All of these. */
  readonly estates: readonly string[];
  /** These, wherever they are. */
  readonly keys: readonly string[];
  /** Also what anything of those estates leads to. */
  readonly withEnds: boolean;
}

/** The same of whatever a change can concern. */
export function readOutlinesAround(
  sql: Sql,
  { ids, estates, keys, withEnds }: OutlinesWanted,
): Promise<OutlineRow[]> {
  return sql.rows<OutlineRow>(
    `with own as (
       select estate from inventory_item where id = any($1) union select unnest($2::text[])
     )
     select ${outlineColumns} from inventory_item
     where estate in (table own) or key = any($3) or ($4 and id in (
       select r.to_id from inventory_relation r
       join inventory_item f on f.id = r.from_id where f.estate in (table own)))
     order by id`,
    [ids, estates, keys, withEnds],
  );
}

/** The ids of what has a relation to one of these. */
export async function readSourcesOfRelations(
  sql: Sql,
  ends: readonly number[],
): Promise<readonly number[]> {
  const rows = await sql.rows<{ from_id: number }>(
    'select distinct from_id from inventory_relation where to_id = any($1) order by from_id',
    [ends],
  );
  return rows.map(({ from_id }) => from_id);
}

export interface KnownItem {
  readonly id: number;
  readonly version: number;
  readonly snapshot: ItemSnapshot;
}

interface SnapshotRow extends Omit<ItemSnapshot, 'sharedEnvironment' | 'isProduction'> {
  readonly id: number;
  readonly version: number;
  readonly shared_environment: string | null;
  readonly is_production: boolean;
}

/** Whole, with facts and relations; null: all there are. One that is not there is left out. */
export async function readSnapshots(
  sql: Sql,
  ids: readonly number[] | null,
): Promise<ReadonlyMap<number, KnownItem>> {
  const rows = await sql.rows<SnapshotRow>(
    `select i.id, i.version, i.key, i.type, i.estate, i.component, i.environment, i.profile,
       i.shared_environment, i.aliases, i.is_production, i.kind, i.name, i.position, i.source,
       coalesce((
         select jsonb_agg(jsonb_build_object(
           'attribute', f.attribute,
           'recorded', case when f.state = 'value'
             then jsonb_build_object('state', f.state, 'value', f.value)
             else jsonb_build_object('state', f.state) end,
           'source', f.source, 'note', f.note) order by f.position)
         from inventory_fact f where f.item_id = i.id), '[]') as facts,
       coalesce((
         select jsonb_agg(jsonb_build_object(
           'kind', r.kind, 'to', o.key, 'source', r.source, 'note', r.note))
         from inventory_relation r join inventory_item o on o.id = r.to_id
         where r.from_id = i.id), '[]') as relations
     from inventory_item i where $1::bigint[] is null or i.id = any($1)`,
    [ids],
  );
  const known = new Map<number, KnownItem>();
  for await (const { id, version, shared_environment, is_production, ...row } of inSlices(rows))
    known.set(id, {
      id,
      version,
      snapshot: canonical({
        ...row,
        sharedEnvironment: shared_environment,
        isProduction: is_production,
      }),
    });
  return known;
}

/** So many ids that nothing has had. */
export async function newItemIds(tx: Sql, count: number): Promise<readonly number[]> {
  const rows = await tx.rows<{ id: number }>(
    `select nextval('inventory_item_id_seq') as id from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

export interface DerivedWorld {
  /** By the key of an estate. */
  readonly titles: ReadonlyMap<string, string>;
  /** By the key of an environment, its other names. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

function derivedOf(item: Item, { titles, aliases }: DerivedWorld) {
  const { missing, ...summary } = summaryOf(
    item,
    titles.get(item.estate) ?? item.estate,
    aliases.get(environmentKey(item.estate, item.environment ?? '')) ?? [],
  );
  const states = new Set<RecordedState>(item.facts.map(({ recorded }) => recorded.state));
  if (missing.length > 0) states.add('not-recorded');
  return { ...summary, missing: missing.length, states: [...states].sort() };
}

export interface WrittenItem {
  readonly id: number;
  readonly snapshot: ItemSnapshot;
}

export const removeNames = (tx: Sql, ids: readonly number[]): Promise<number> =>
  tx.run('delete from inventory_name where item_id = any($1)', [ids]);

/** Their facts, relations and names, before others are written. One statement. */
export const removeParts = (tx: Sql, ids: readonly number[]): Promise<number> =>
  tx.run(
    `with facts as (delete from inventory_fact where item_id = any($1)),
       relations as (delete from inventory_relation where from_id = any($1))
     delete from inventory_name where item_id = any($1)`,
    [ids],
  );

/** Leaves their keys free for others. */
export const freeKeys = (tx: Sql, ids: readonly number[]): Promise<number> =>
  tx.run(`update inventory_item set key = '~' || id where id = any($1)`, [ids]);

export const removeItems = (tx: Sql, ids: readonly number[]): Promise<number> =>
  tx.run('delete from inventory_item where id = any($1)', [ids]);

// `writeWhatFollows` takes away what follows no more.
const keepsWhatFollows = (column: 'owner' | 'cloud', given: string, there: string): string =>
  `${column} = coalesce(${given}.${column},
     case when ${there}.${column}_from is not null then ${there}.${column} end),
   ${column}_from = case when ${given}.${column} is null then ${there}.${column}_from end`;

/** New ones, and others instead of what they were; without facts, relations and names. */
export async function writeItems(
  tx: Sql,
  items: readonly WrittenItem[],
  world: DerivedWorld,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.rows<{ id: number; version: number }>(
    `insert into inventory_item (id, key, type, estate, component, environment, profile,
       shared_environment, aliases, is_production, kind, name, position, source, summary, owner,
       cloud, missing, states, search_text, version)
     select id, key, type, estate, component, environment, profile, "sharedEnvironment", aliases,
       "isProduction", kind, name, position, source, summary, owner, cloud, missing, states,
       "searchText",
       coalesce((select max(c.version) from inventory_change c where c.item_id = i.id), 0) + 1
     from json_to_recordset($1::json) i(id bigint, key text, type text, estate text,
       component text, environment text, profile text, "sharedEnvironment" text, aliases jsonb,
       "isProduction" boolean, kind text, name text, position integer, source text, summary text,
       owner text, cloud text, missing integer, states jsonb, "searchText" text)
     on conflict (id) do update set key = excluded.key, component = excluded.component,
       environment = excluded.environment, profile = excluded.profile,
       shared_environment = excluded.shared_environment, aliases = excluded.aliases,
       is_production = excluded.is_production, kind = excluded.kind, name = excluded.name,
       position = excluded.position, source = excluded.source, summary = excluded.summary,
       ${keepsWhatFollows('owner', 'excluded', 'inventory_item')},
       ${keepsWhatFollows('cloud', 'excluded', 'inventory_item')}, missing = excluded.missing,
       states = excluded.states, search_text = excluded.search_text,
       version = inventory_item.version + 1,
       changed_at = clock_timestamp()
     returning id, version`,
    [
      rowsOf(
        items.map(
          ({ id, snapshot: { facts: _facts, relations: _relations, ...row }, snapshot }) => ({
            ...row,
            id,
            ...derivedOf(snapshot, world),
          }),
        ),
      ),
    ],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** What follows from what an item says, anew. */
export async function writeDerived(
  tx: Sql,
  items: readonly WrittenItem[],
  world: DerivedWorld,
): Promise<void> {
  await tx.run(
    `update inventory_item i set summary = d.summary,
       ${keepsWhatFollows('owner', 'd', 'i')}, ${keepsWhatFollows('cloud', 'd', 'i')},
       missing = d.missing, states = d.states, search_text = d."searchText"
     from json_to_recordset($1::json) d(id bigint, summary text, owner text, cloud text,
       missing integer, states jsonb, "searchText" text)
     where i.id = d.id`,
    [rowsOf(items.map(({ id, snapshot }) => ({ id, ...derivedOf(snapshot, world) })))],
  );
}

export async function writeNames(tx: Sql, items: readonly WrittenItem[]): Promise<void> {
  await tx.run(
    `insert into inventory_name (item_id, name)
     select id, name from json_to_recordset($1::json) n(id bigint, name text)`,
    [rowsOf(items.flatMap(({ id, snapshot }) => namesOf(snapshot).map((name) => ({ id, name }))))],
  );
}

export async function writeFacts(tx: Sql, items: readonly WrittenItem[]): Promise<void> {
  await tx.run(
    `insert into inventory_fact (item_id, attribute, position, state, value, source, note)
     select "itemId", attribute, position, state, value, source, note
     from json_to_recordset($1::json) f("itemId" bigint, attribute text, position integer,
       state text, value jsonb, source text, note text)`,
    [
      rowsOf(
        items.flatMap(({ id, snapshot: { facts } }) =>
          facts.map(({ attribute, recorded, source, note }, position) => ({
            itemId: id,
            attribute,
            position,
            state: recorded.state,
            value: recorded.state === 'value' ? recorded.value : null,
            source,
            note,
          })),
        ),
      ),
    ],
  );
}

export interface WrittenRelations {
  readonly id: number;
  readonly relations: readonly (Omit<RelationFrom, 'to'> & { readonly to: number })[];
}

export async function writeRelations(tx: Sql, items: readonly WrittenRelations[]): Promise<void> {
  await tx.run(
    `insert into inventory_relation (from_id, kind, to_id, source, note)
     select "from", kind, "to", source, note
     from json_to_recordset($1::json)
       r("from" bigint, kind text, "to" bigint, source text, note text)
     on conflict do nothing`,
    [rowsOf(items.flatMap(({ id, relations }) => relations.map((one) => ({ ...one, from: id }))))],
  );
}
