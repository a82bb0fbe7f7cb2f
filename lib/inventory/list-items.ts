import type { Page } from '#lib/kernel/list.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
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
import { facetRows, listItemRows, readEnvironmentNames, type FacetRow } from './list-store.ts';
import { environmentFacets, environmentsOf, sameEnvironments } from './same-environments.ts';
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
  return {
    title: [source_title ?? id, ...place].join(' '),
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
  isProduction: row.is_production,
  kind: row.kind,
  kindTitle: kindTitles(row.kind).singular,
  name: row.name,
  summary: row.summary,
  owner: row.owner,
  cloud: row.cloud,
  missing: row.missing,
  source: sourceView(row),
});

/** One statement, or two where an environment is asked for. */
export async function listItems(
  { database }: InventoryWorld,
  request: ItemListRequest,
): Promise<Result<Page<ItemInList>>> {
  const { environment } = request.filters;
  const environments =
    environment === undefined
      ? null
      : environmentsOf(sameEnvironments(await readEnvironmentNames(database)), environment);
  const { rows, total } = await listItemRows(database, { ...request, environments });
  return done({
    rows: rows.map((row) => ({
      ...listedItem(row),
      ownerNothing: row.owner_nothing ?? 'not-recorded',
      cloudNothing: row.cloud_nothing ?? 'not-recorded',
    })),
    total,
  });
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
 * take, as a text of 200 characters, is not offered. Two statements.
 */
export async function countFacets(
  { database }: InventoryWorld,
  request: Pick<ItemListRequest, 'filters'>,
): Promise<Result<Facets>> {
  const groups = sameEnvironments(await readEnvironmentNames(database));
  const { environment } = request.filters;
  const rows = await facetRows(database, {
    ...request,
    environments: environment === undefined ? null : environmentsOf(groups, environment),
  });
  const of = (filter: FacetRow['filter']): Facet[] =>
    rows
      .filter((row) => row.filter === filter)
      .filter(({ value }) => itemList.filters[filter].safeParse(value).success)
      .map((row) => ({ value: row.value, title: titleOf(row), count: row.count }));
  const counts = new Map(
    rows.flatMap(({ filter, value, count }) =>
      filter === 'environment' ? [[value, count] as const] : [],
    ),
  );
  return done({
    estate: of('estate'),
    environment: environmentFacets(groups, counts).filter(
      ({ value }) => itemList.filters.environment.safeParse(value).success,
    ),
    kind: of('kind'),
    owner: of('owner'),
    cloud: of('cloud'),
    known: of('known'),
  });
}
