import type { Page } from '#lib/kernel/list.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import {
  itemList,
  type Facet,
  type Facets,
  type ItemInList,
  type ItemListRequest,
  type ListedItem,
  type SourceView,
} from './item-list.ts';
import { kindOf } from './kinds/all-kinds.ts';
import {
  facetRows,
  listItemRows,
  readEnvironmentNames,
  type FacetRow,
  type ItemsAsked,
} from './list-store.ts';
import {
  environmentFacets,
  environmentsOf,
  sameEnvironments,
  type NamedEnvironment,
} from './same-environments.ts';
import type { ItemRow } from './store.ts';

/** What the inventory needs of a process: it belongs to no environment of the configuration. */
export interface InventoryWorld {
  readonly database: Database;
}

const ownKinds: Readonly<Record<string, { readonly singular: string; readonly plural: string }>> = {
  estate: { singular: 'estate', plural: 'estates' },
  environment: { singular: 'environment', plural: 'environments' },
};

/** `certificate` and `certificates`, for people. */
export const kindTitles = (kind: string): { readonly singular: string; readonly plural: string } =>
  ownKinds[kind] ?? kindOf(kind) ?? { singular: kind, plural: kind };

type SourceRow = Pick<ItemRow, 'source' | 'source_title' | 'evidence' | 'as_of' | 'read_on'>;

/** The title of the document instead of its short name, with the page or path in it. */
export function sourceView({
  source,
  source_title,
  evidence,
  as_of,
  read_on,
}: SourceRow): SourceView {
  const [id = '', ...place] = source.split(' ');
  const title = source_title ?? id;
  return {
    title: place.length === 0 ? title : `${title}, ${place.join(' ')}`,
    evidence,
    asOf: as_of,
    readOn: read_on,
  };
}

export const listedItem = (row: ItemRow): ListedItem => ({
  key: row.key,
  type: row.type,
  estate: row.estate,
  estateTitle: row.estate_title,
  environment: row.environment,
  isProduction: row.in_production,
  kind: row.kind,
  kindTitle: kindTitles(row.kind).singular,
  name: row.name,
  summary: row.summary,
  owner: row.owner,
  cloud: row.cloud,
  ownerFrom: row.owner_from,
  cloudFrom: row.cloud_from,
  missing: row.missing,
  source: sourceView(row),
});

type Filters = Pick<ItemListRequest, 'filters'>;

/** Of the environment that is asked for. One statement, and none where none is. */
async function environmentsAsked(
  sql: Sql,
  { filters: { where } }: Filters,
): Promise<ItemsAsked['environments']> {
  if (where === undefined) return null;
  return environmentsOf(sameEnvironments(await readEnvironmentNames(sql)), where);
}

async function itemsOf(sql: Sql, request: ItemListRequest & ItemsAsked): Promise<Page<ItemInList>> {
  const { rows, total } = await listItemRows(sql, request);
  return {
    rows: rows.map((row) => ({
      ...listedItem(row),
      ownerNothing: row.owner_nothing ?? 'not-recorded',
      cloudNothing: row.cloud_nothing ?? 'not-recorded',
    })),
    total,
  };
}

/** One statement, or two where an environment is asked for. */
export async function listItems(
  { database }: InventoryWorld,
  request: ItemListRequest,
): Promise<Result<Page<ItemInList>>> {
  const environments = await environmentsAsked(database, request);
  return done(await itemsOf(database, { ...request, environments }));
}

const stateTitles = {
  value: 'something is recorded',
  none: 'something is none',
  'not-applicable': 'something is not applicable',
  'not-recorded': 'something is not recorded',
  whole: 'all recorded',
} as const satisfies Readonly<Record<NonNullable<ItemListRequest['filters']['known']>, string>>;

function titleOf({ filter, value, title }: FacetRow): string {
  if (filter === 'kind') return kindTitles(value).plural;
  if (filter === 'known' && value in stateTitles)
    // Just found in it.
    return stateTitles[value as keyof typeof stateTitles];
  return title ?? value;
}

/**
 * What each filter can be, with how many of what the others let through; what the filter would not
 * take, as a text of 200 characters, is not offered.
 */
async function facetsOf(sql: Sql, asked: ItemsAsked): Promise<Facets> {
  const rows = await facetRows(sql, asked);
  const of = (filter: FacetRow['filter']): Facet[] =>
    rows
      .filter((row) => row.filter === filter)
      .filter(({ value }) => itemList.filters[filter].safeParse(value).success)
      .map((row) => ({ value: row.value, title: titleOf(row), count: row.count }));
  const named = new Map<string, NamedEnvironment>();
  const counts = new Map<string, number>();
  for (const { filter, value, title, aliases, count } of rows)
    if (filter === 'where' && title !== null && aliases !== null) {
      named.set(value, { key: value, name: title, aliases });
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
  const byKey = [...named.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
  return {
    estate: of('estate'),
    where: environmentFacets(sameEnvironments(byKey), counts).filter(
      ({ value }) => itemList.filters.where.safeParse(value).success,
    ),
    kind: of('kind'),
    owner: of('owner'),
    cloud: of('cloud'),
    known: of('known'),
  };
}

/** One statement, or two where an environment is asked for. */
export async function countFacets(
  { database }: InventoryWorld,
  { filters }: Filters,
): Promise<Result<Facets>> {
  const environments = await environmentsAsked(database, { filters });
  return done(await facetsOf(database, { filters, environments }));
}

/** Both together. Two statements, or three where an environment is asked for. */
export async function listItemsWithFacets(
  { database }: InventoryWorld,
  request: ItemListRequest,
): Promise<Result<{ readonly items: Page<ItemInList>; readonly facets: Facets }>> {
  const asked = { ...request, environments: await environmentsAsked(database, request) };
  const [items, facets] = await Promise.all([itemsOf(database, asked), facetsOf(database, asked)]);
  return done({ items, facets });
}
