/** The only file that touches the tables of imports, observations and known differences. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { FactValue, RecordedFact, RecordedState } from '../model.ts';
import type { Declared } from './candidates.ts';
import type { ImportKind, Observation, ObservedThing, Told } from './observation.ts';
import type { MatchRule } from './rules.ts';

export interface ImportRow {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly environment_id: number;
  readonly environment_key: string;
  readonly environment: string;
  readonly is_production: boolean;
  readonly aliases: readonly string[];
  readonly estate: string;
  readonly estate_title: string;
  readonly kind: ImportKind;
  readonly format: string;
  readonly observed_at: Date | null;
  readonly covers: readonly string[];
  readonly is_partial: boolean;
  readonly profiles: readonly string[] | null;
  readonly known_profiles: readonly (readonly [number, readonly string[]])[];
  readonly told: readonly Told[];
  readonly things: readonly StoredThing[];
}

export interface StoredThing {
  readonly position: number;
  readonly item: number | null;
  readonly foundBy: MatchRule | null;
  readonly thing: ObservedThing;
}

/** Whose imports: of one environment, of an estate, or all; of one number if it is the newest. */
export interface ImportsOf {
  readonly estate: string | null;
  readonly environment: string | null;
  readonly importId?: number;
}

/** The newest of each environment and kind, with its things. */
export function readNewestImports(
  sql: Sql,
  { estate, environment, importId }: ImportsOf,
): Promise<ImportRow[]> {
  return sql.rows<ImportRow>(
    `select n.id, n.at, n.actor, n.environment_id, v.key as environment_key, v.environment,
       v.is_production, v.aliases, v.estate, e.name as estate_title, n.kind, n.format,
       n.observed_at, n.covers, n.is_partial, n.profiles, n.known_profiles, n.told,
       coalesce((
         select jsonb_agg(jsonb_build_object('position', o.position, 'item', o.item_id,
           'foundBy', o.found_by, 'thing', o.thing) order by o.position)
         from inventory_observation o where o.import_id = n.id), '[]') as things
     from inventory_item v
     join inventory_item e on e.key = v.estate
     join lateral (
       select distinct on (kind) * from inventory_import
       where environment_id = v.id order by kind, id desc
     ) n on true
     where v.type = 'environment' and ($1::text is null or v.estate = $1)
       and ($2::text is null or v.environment = $2) and ($3::bigint is null or n.id = $3)
     order by v.estate, v.position, n.kind`,
    [estate, environment, importId ?? null],
  );
}

export interface DeclaredRow {
  readonly id: number;
  readonly key: string;
  readonly version: number;
  readonly estate: string;
  readonly estate_title: string;
  readonly component: string | null;
  readonly environment: string | null;
  readonly kind: string;
  readonly name: string;
  readonly facts: readonly {
    readonly attribute: string;
    readonly state: RecordedState;
    readonly value: FactValue | null;
  }[];
}

/** Components of these environments, and those of their estates as a whole. */
export function readDeclared(
  sql: Sql,
  environments: readonly { readonly estate: string; readonly environment: string }[],
  kinds: readonly string[] | null,
): Promise<DeclaredRow[]> {
  return sql.rows<DeclaredRow>(
    `select i.id, i.key, i.version, i.estate, e.name as estate_title, i.component, i.environment,
       i.kind, i.name, coalesce((
         select jsonb_agg(jsonb_build_object('attribute', f.attribute, 'state', f.state,
           'value', f.value) order by f.position)
         from inventory_fact f where f.item_id = i.id), '[]') as facts
     from inventory_item i
     join inventory_item e on e.key = i.estate
     where i.type = 'component' and ($2::text[] is null or i.kind = any($2))
       and exists (
         select 1 from jsonb_to_recordset($1::jsonb) w(estate text, environment text)
         where w.estate = i.estate and (i.environment is null or i.environment = w.environment))
     order by i.estate, i.position, i.key`,
    [JSON.stringify(environments), kinds],
  );
}

/** Every difference that a source found between documents and code. */
export function readDocumented(sql: Sql): Promise<DeclaredRow[]> {
  return sql.rows<DeclaredRow>(
    `select i.id, i.key, i.version, i.estate, e.name as estate_title, i.component, i.environment,
       i.kind, i.name, coalesce((
         select jsonb_agg(jsonb_build_object('attribute', f.attribute, 'state', f.state,
           'value', f.value) order by f.position)
         from inventory_fact f where f.item_id = i.id), '[]') as facts
     from inventory_item i
     join inventory_item e on e.key = i.estate
     where i.kind = 'difference' order by i.estate, i.position, i.key`,
  );
}

export const factsOf = ({ facts }: Pick<DeclaredRow, 'facts'>): ReadonlyMap<string, RecordedFact> =>
  new Map(
    facts.map(({ attribute, state, value }) => [
      attribute,
      state === 'value' ? { state, value: value ?? '' } : { state },
    ]),
  );

export const declaredOf = (row: DeclaredRow): Declared => ({
  id: row.id,
  key: row.key,
  component: row.component,
  kind: row.kind,
  name: row.name,
  isOfEnvironment: row.environment !== null,
  facts: factsOf(row),
});

export interface NewImport extends Omit<Observation, 'observedAt'> {
  readonly actor: string;
  readonly environmentId: number;
  readonly observedAt: string | null;
  readonly profiles: readonly string[] | null;
  readonly knownProfiles: readonly (readonly [number, readonly string[]])[];
  /** Beside each thing the component that it was found to be. */
  readonly found: readonly ({ readonly item: number; readonly by: MatchRule | null } | null)[];
}

/** Two imports of one environment are taken one after the other. */
export const lockImports = (tx: Sql): Promise<number> =>
  tx.run('lock table inventory_import in share row exclusive mode');

export async function addImport(tx: Sql, given: NewImport): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(
    `insert into inventory_import (actor, environment_id, kind, format, observed_at, covers,
       is_partial, profiles, known_profiles, told, things)
     values ($1, $2, $3, $4, $5::timestamptz, $6::jsonb, $7, $8::jsonb, $9::jsonb, $10::jsonb, $11)
     returning id`,
    [
      given.actor,
      given.environmentId,
      given.kind,
      given.format,
      given.observedAt,
      JSON.stringify(given.covers),
      given.isPartial,
      given.profiles === null ? null : JSON.stringify(given.profiles),
      JSON.stringify(given.knownProfiles),
      JSON.stringify(given.told),
      given.things.length,
    ],
  );
  const id = row?.id ?? 0;
  await tx.run(
    `delete from inventory_observation o using inventory_import n
     where n.id = o.import_id and n.environment_id = $1 and n.kind = $2`,
    [given.environmentId, given.kind],
  );
  await tx.run(
    `insert into inventory_observation (import_id, position, address, item_id, found_by, thing)
     select $1, position, address, item, "foundBy", thing
     from jsonb_to_recordset($2::jsonb)
       o(position integer, address text, item bigint, "foundBy" text, thing jsonb)`,
    [
      id,
      JSON.stringify(
        given.things.map((thing, position) => ({
          position,
          address: thing.address,
          item: given.found[position]?.item ?? null,
          foundBy: given.found[position]?.by ?? null,
          thing,
        })),
      ),
    ],
  );
  return id;
}

export const setItemOf = (tx: Sql, importId: number, position: number, item: number) =>
  tx.run('update inventory_observation set item_id = $3 where import_id = $1 and position = $2', [
    importId,
    position,
    item,
  ]);

export interface KnownRow {
  readonly id: number;
  readonly at: Date;
  readonly actor: string;
  readonly reason: string;
  readonly environment_id: number;
  readonly kind: ImportKind;
  readonly address: string | null;
  readonly item_id: number | null;
  readonly difference: string;
}

/** Those that nobody took back. */
export function readKnown(sql: Sql): Promise<KnownRow[]> {
  return sql.rows<KnownRow>(
    `select id, at, actor, reason, environment_id, kind, address, item_id, difference
     from inventory_known_difference where taken_back_at is null order by id`,
  );
}

export interface NewKnown {
  readonly actor: string;
  readonly reason: string;
  readonly environmentId: number;
  readonly kind: ImportKind;
  readonly address: string | null;
  readonly itemId: number | null;
  readonly difference: string;
}

export async function addKnown(tx: Sql, known: NewKnown): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(
    `insert into inventory_known_difference
       (actor, reason, environment_id, kind, address, item_id, difference)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      known.actor,
      known.reason,
      known.environmentId,
      known.kind,
      known.address,
      known.itemId,
      known.difference,
    ],
  );
  return row?.id ?? 0;
}

/** False: it is not there, or was taken back before. */
export async function takeBack(
  tx: Sql,
  { id, actor, reason }: { readonly id: number; readonly actor: string; readonly reason: string },
): Promise<boolean> {
  const touched = await tx.run(
    `update inventory_known_difference
     set taken_back_at = clock_timestamp(), taken_back_by = $2, taken_back_reason = $3
     where id = $1 and taken_back_at is null`,
    [id, actor, reason],
  );
  return touched > 0;
}
