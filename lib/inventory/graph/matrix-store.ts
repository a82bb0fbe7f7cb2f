/** Of the tables of the inventory what the matrix reads: the components of one estate. */
import type { Sql } from '#lib/platform/database/database.ts';
import type { FactValue, RecordedState } from '../model.ts';

export interface MatrixEstateRow {
  readonly key: string;
  readonly name: string;
  readonly kinds: Readonly<Record<string, number>>;
}

/** Each estate with how many different components of each kind it has. */
export function readMatrixEstates(sql: Sql): Promise<MatrixEstateRow[]> {
  return sql.rows<MatrixEstateRow>(
    `select e.key, e.name, coalesce((
       select jsonb_object_agg(k.kind, k.count) from (
         select i.kind, count(distinct i.component)::int as count
         from inventory_item i
         where i.estate = e.key and i.type = 'component' group by i.kind
       ) k), '{}') as kinds
     from inventory_item e where e.type = 'estate' order by lower(e.name), e.key`,
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

/** The environments of an estate and its components, in the order of its file. One statement. */
export function readMatrixItems(
  sql: Sql,
  estate: string,
  kinds: readonly string[] | null,
): Promise<MatrixItemRow[]> {
  return sql.rows<MatrixItemRow>(
    `with own as (
       select i.id, i.key, i.type, i.component, i.environment, i.is_production, i.kind, i.name,
         i.position,
         count(*) filter (where i.environment is not null) over (partition by i.component) as copies
       from inventory_item i
       where i.estate = $1 and i.type <> 'estate'
         and (i.type = 'environment' or $2::text[] is null or i.kind = any($2))
     ),
     said as (
       select o.id, f.attribute, f.state, f.value, f.position,
         count(*) over same as said_in, o.copies,
         min(f.state || coalesce(f.value::text, '')) over same
           <> max(f.state || coalesce(f.value::text, '')) over same as is_other
       from own o join inventory_fact f on f.item_id = o.id
       where o.type = 'component' and o.environment is not null and o.copies > 1
       window same as (partition by o.component, f.attribute)
     )
     select o.key, o.type, o.component, o.environment, o.is_production, o.kind, o.name,
       coalesce((
         select jsonb_agg(jsonb_build_object('attribute', s.attribute, 'state', s.state,
           'value', s.value) order by s.position)
         from said s where s.id = o.id and (s.is_other or s.said_in < s.copies)
       ), '[]') as differing
     from own o order by o.position, o.key`,
    [estate, kinds],
  );
}
