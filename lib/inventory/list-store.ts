/** The list of the inventory with its filters and counts, from the tables. */
import { isSameSort, type Page } from '#lib/kernel/list.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { selectPage } from '#lib/platform/database/select-page.ts';
import { itemList, type ItemListRequest, type ItemSort } from './item-list.ts';
import type { RecordedNothing } from './model.ts';
import { searchWords } from './search-words.ts';
import { itemColumns, itemTables, type ItemRow } from './store.ts';

const orders: Readonly<Record<ItemSort, string>> = {
  // Quotes and signs before the first letter put nothing in front.
  name: `lower(regexp_replace(name, '^[^[:alnum:]]+', ''))`,
  estate: 'lower(estate_title)',
  environment: 'lower(environment)',
  kind: 'kind',
  missing: 'missing',
  asOf: 'as_of',
};
const directions = { ascending: 'asc', descending: 'desc' } as const;

// `strpos`, and not `like`: percent signs and underscores are letters here.
const conditions = {
  text: `($1::text[] is null or not exists (
    select 1 from unnest($1::text[]) word where strpos(i.search_text, word) = 0))`,
  estate: '($2::text[] is null or i.estate = any($2))',
  where: `($3::text[] is null
    or coalesce(i.estate || '@' || i.environment = any($3), false))`,
  kind: '($4::text[] is null or i.kind = any($4))',
  owner: '($5::text is null or coalesce(i.owner = $5, false))',
  cloud: '($6::text is null or coalesce(i.cloud = $6, false))',
  known: `case when $7::text is null then true when $7 = 'whole' then i.missing = 0
    else i.states @> to_jsonb($7::text) end`,
} as const;

export interface ItemsAsked extends Pick<ItemListRequest, 'filters'> {
  /** The keys of those that the filter names; null: all. */
  readonly environments: readonly string[] | null;
}

function paramsOf({ filters, environments }: ItemsAsked): unknown[] {
  const { text, estate, kind, owner, cloud, known } = filters;
  return [
    text === undefined ? null : searchWords(text),
    estate ?? null,
    environments,
    kind ?? null,
    owner ?? null,
    cloud ?? null,
    known ?? null,
  ];
}

/** One of the list, with which nothing a source says of owner and cloud; null: none does. */
export interface ListRow extends ItemRow {
  readonly owner_nothing: RecordedNothing | null;
  readonly cloud_nothing: RecordedNothing | null;
}

// The owner of an estate is its organisation. PostgreSQL asks this of the rows of the page alone.
const nothingOf = (attributes: readonly string[]): string =>
  `coalesce(${attributes
    .map(
      (attribute) =>
        `(select nullif(f.state, 'value') from inventory_fact f
          where f.item_id = i.id and f.attribute = '${attribute}')`,
    )
    .join(', ')})`;

/** One statement. What has the words in its name comes before what only says them. */
export function listItemRows(
  sql: Sql,
  request: ItemListRequest & ItemsAsked,
): Promise<Page<ListRow>> {
  const { filters, sort, limit, offset } = request;
  const byName =
    filters.text === undefined || !isSameSort(sort, itemList.usual)
      ? ''
      : `(strpos(lower(name), $8) = 0), `;
  return selectPage<ListRow>(sql, {
    matching: `select ${itemColumns}, i.position,
        ${nothingOf(['owner', 'organisation'])} as owner_nothing,
        ${nothingOf(['cloud'])} as cloud_nothing
      from ${itemTables}
      where ${Object.values(conditions).join(' and ')} and ($8::text is null or true)`,
    params: [
      ...paramsOf(request),
      filters.text === undefined ? null : searchWords(filters.text).join(' '),
    ],
    order: `${byName}${orders[sort.column]} ${directions[sort.direction]} nulls last, estate, key`,
    limit,
    offset,
  });
}

export interface FacetRow {
  readonly filter: 'estate' | 'where' | 'kind' | 'owner' | 'cloud' | 'known';
  /** Of an environment its key. */
  readonly value: string;
  /** Of an estate, or an environment that is in the inventory; else null. */
  readonly title: string | null;
  /** Of an environment that is in the inventory; else null. */
  readonly aliases: readonly string[] | null;
  readonly count: number;
}

// In SQL they are text, which no compiler compares: a filter that is renamed is renamed here too.
const ofEstates = 'estate' satisfies FacetRow['filter'];
const ofEnvironments = 'where' satisfies FacetRow['filter'];

const facetValues = {
  estate: 'estate',
  where: `estate || '@' || environment`,
  kind: 'kind',
  owner: 'owner',
  cloud: 'cloud',
  known: 'state',
} as const;

// An item with facts of several states is one of each.
const eachState = ` cross join lateral (
  select jsonb_array_elements_text(states) as state
  union all select 'whole' where missing = 0
) of_facts`;

/** The environments of all estates. One statement. */
export function readEnvironmentNames(
  sql: Sql,
): Promise<{ key: string; name: string; aliases: readonly string[] }[]> {
  return sql.rows(
    `select key, name, aliases from inventory_item where type = 'environment' order by key`,
  );
}

/**
 * How many have each value, of those that the other filters let through. Each environment of the
 * inventory has a row with none, whatever else it has. One statement.
 */
export function facetRows(sql: Sql, request: ItemsAsked): Promise<FacetRow[]> {
  // Its keys are those that are written above.
  const filters = Object.keys(facetValues) as FacetRow['filter'][];
  const flags = filters.map((filter) => `${conditions[filter]} as has_${filter}`).join(', ');
  const counts = filters.map((filter) => {
    const others = filters.filter((other) => other !== filter).map((other) => `has_${other}`);
    const value = facetValues[filter];
    const from = filter === 'known' ? `flagged${eachState}` : 'flagged';
    const isIn = [...others, `${value} is not null`].join(' and ');
    return `select '${filter}' as filter, ${value} as value, count(*)::int as count
      from ${from} where ${isIn} group by ${value}`;
  });
  return sql.rows<FacetRow>(
    `with flagged as materialized (
       select i.*, ${flags} from inventory_item i where ${conditions.text}
     )
     select counted.filter, counted.value, counted.count, e.name as title,
       case e.type when 'environment' then e.aliases end as aliases
     from (
       ${counts.join(' union all ')}
       union all
       select '${ofEnvironments}', key, 0 from inventory_item where type = 'environment'
     ) counted
     left join inventory_item e on counted.filter in ('${ofEstates}', '${ofEnvironments}')
       and e.key = counted.value
     order by counted.filter, counted.count desc, counted.value`,
    paramsOf(request),
  );
}
