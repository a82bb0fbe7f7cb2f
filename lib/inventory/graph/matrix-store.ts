/** Of the tables of the inventory what the matrix reads: the components of one estate. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { FactValue, RecordedState } from '../model.ts';

export interface MatrixEstateRow {
  readonly key: string;
  readonly name: string;
  /** Of the one that was wanted; else none. */
  readonly kinds: Readonly<Record<string, MatrixKindRow>>;
}

export interface MatrixKindRow {
  readonly count: number;
  /** Whether no environment has any of them as its own. */
  readonly is_shared: boolean;
}

/**
 * The estates by name; of the wanted one, or else of the first, how many different components of
 * each kind it has.
 */
export function readMatrixEstates(sql: Sql, wanted: string | null): Promise<MatrixEstateRow[]> {
  return sql.rows<MatrixEstateRow>(
    `with named as (
       select e.key, e.name, row_number() over (order by lower(e.name), e.key) as place
       from inventory_item e where e.type = 'estate'
     )
     select e.key, e.name, coalesce((
       select jsonb_object_agg(k.kind, jsonb_build_object(
         'count', k.count, 'is_shared', k.is_shared)) from (
         select i.kind, count(distinct i.component)::int as count,
           bool_and(i.environment is null) as is_shared
         from inventory_item i
         where i.estate = e.key and i.type = 'component'
           and case when $1::text is null then e.place = 1 else e.key = $1 end
         group by i.kind
       ) k), '{}') as kinds
     from named e order by e.place`,
    [wanted],
  );
}

export interface MatrixItemRow {
  readonly key: string;
  readonly type: 'environment' | 'component';
  /** The id of a component; null: an environment. */
  readonly component: string | null;
  readonly environment: string | null;
  readonly is_production: boolean;
  readonly kind: string;
  readonly name: string;
  readonly differing: readonly DifferingFact[];
}

/** What one says otherwise than the same component of another environment. */
export interface DifferingFact {
  readonly attribute: string;
  readonly state: RecordedState;
  readonly value: FactValue | null;
}

export interface MatrixPage {
  readonly estate: string;
  /** Null: all. */
  readonly kinds: readonly string[] | null;
  /** The kinds in the order in which their components come. */
  readonly order: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface MatrixPageRows {
  readonly environments: readonly MatrixItemRow[];
  /** In the order of the components, and of each in that of the file of the estate. */
  readonly items: readonly MatrixItemRow[];
  /** How many components there are, and from which one on the page has them. */
  readonly total: number;
  readonly offset: number;
}

type PageRow = { readonly total: number; readonly page_offset: number } & (
  MatrixItemRow | { readonly type: null }
);

/**
 * The environments of an estate, and a page of its components; the last page, where there are not
 * so many. One statement.
 */
export async function readMatrixPage(sql: Sql, page: MatrixPage): Promise<MatrixPageRows> {
  const rows = await sql.rows<PageRow>(
    `with line as (
       select i.component, min(i.position) as position, min(i.key) as first_key,
         (array_agg(i.kind order by i.environment is not null, i.position, i.key))[1] as kind
       from inventory_item i
       where i.estate = $1 and i.type = 'component' and ($2::text[] is null or i.kind = any($2))
       group by i.component
     ),
     counted as materialized (
       select count(*)::int as total,
         least($4::int, greatest(count(*)::int - 1, 0) / $5::int * $5::int) as page_offset
       from line
     ),
     page as materialized (
       select component, row_number() over by_kind as place from line
       window by_kind as
         (order by array_position($3::text[], kind) nulls last, kind, position, first_key)
       order by place limit $5 offset (select page_offset from counted)
     ),
     own as materialized (
       select i.id, i.key, i.type, i.component, i.environment, i.is_production, i.kind, i.name,
         i.position, p.place,
         count(i.environment) over (partition by i.component) as copies
       from page p join inventory_item i
         on i.estate = $1 and i.component = p.component
           and ($2::text[] is null or i.kind = any($2))
     ),
     said as (
       select o.id, f.attribute, f.state, f.value, f.position,
         count(*) over same as said_in, o.copies,
         min(f.state || coalesce(f.value::text, '')) over same
           <> max(f.state || coalesce(f.value::text, '')) over same as is_other
       from own o join inventory_fact f on f.item_id = o.id
       where o.environment is not null and o.copies > 1
       window same as (partition by o.component, f.attribute)
     ),
     differing as (
       select s.id, jsonb_agg(jsonb_build_object('attribute', s.attribute, 'state', s.state,
         'value', s.value) order by s.position) as facts
       from said s where s.is_other or s.said_in < s.copies group by s.id
     ),
     shown as (
       select o.key, o.type, o.component, o.environment, o.is_production, o.kind, o.name,
         coalesce(d.facts, '[]') as differing, o.place, o.position
       from own o left join differing d on d.id = o.id
       union all
       select i.key, i.type, null, i.environment, i.is_production, i.kind, i.name, '[]', 0,
         i.position
       from inventory_item i where i.estate = $1 and i.type = 'environment'
     )
     select c.total, c.page_offset, s.key, s.type, s.component, s.environment, s.is_production,
       s.kind, s.name, s.differing
     from counted c left join shown s on true order by s.place, s.position, s.key`,
    [page.estate, page.kinds, page.order, page.offset, page.limit],
  );
  const shown = rows.flatMap((row) => (row.type === null ? [] : [row]));
  return {
    environments: shown.filter(({ type }) => type === 'environment'),
    items: shown.filter(({ type }) => type === 'component'),
    total: rows[0]?.total ?? 0,
    offset: rows[0]?.page_offset ?? 0,
  };
}
