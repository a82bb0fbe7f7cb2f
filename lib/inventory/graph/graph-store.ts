/** Of the tables of the inventory what the graph reads: all that is reached, level by level. */
import type { Sql } from '#lib/platform/database/database.ts';
import { relationKinds } from '../relation-kinds.ts';
import { itemColumns, itemTables, type ItemRow } from '../store.ts';

export const kindsThatStop = (end: 'from' | 'to'): readonly string[] =>
  relationKinds.filter(({ stops }) => stops === end).map(({ kind }) => kind);

/** What the reading of a neighbourhood is bounded by. */
export interface Bounds {
  readonly directions: readonly Direction[];
  /** How many relations away; null: as far as they lead. */
  readonly depth: number | null;
  /** How many of the nearest in each direction. */
  readonly most: number;
  /** Kinds of which as many come again, however far away they are. */
  readonly always: readonly string[];
  /** After that many no further level is looked at. */
  readonly mostSeen: number;
}

export type Direction = 'needs' | 'needed-by';

export interface ReachedRow extends ItemRow {
  readonly direction: Direction;
  readonly steps: number;
  /** Whether it is among the nearest, rather than only of a kind that always comes. */
  readonly is_near: boolean;
  /** The one before it on the shortest way. */
  readonly through: string;
  readonly through_name: string;
  readonly relation: string;
  /** Of this direction: how many there are, within the depth, and of the kinds that always come. */
  readonly total: number;
  readonly total_near: number;
  readonly total_always: number;
  /** The last level was left out, since enough was seen. */
  readonly is_cut: boolean;
}

export interface Neighbourhood {
  /** Null: nothing has that key. */
  readonly item: ItemRow | null;
  readonly reached: ReachedRow[];
}

/**
 * An item, what it needs and what needs it, the nearest first. One statement: a recursion that goes
 * a level at a time, so that a cycle ends where it comes back to, and a dense net costs no more
 * than its relations. No way leads to another environment of the same estate, nor from production
 * of one estate to what is no production of another; what is shared is passed.
 */
export async function readNeighbourhood(
  sql: Sql,
  key: string,
  bounds: Bounds,
): Promise<Neighbourhood> {
  const rows = await sql.rows<ReachedRow | (ItemRow & { readonly direction: null })>(
    `with recursive
     start as (
       select i.id, i.estate, i.environment, (
         select e.is_production from inventory_item e
         where e.type = 'environment' and e.estate = i.estate and e.environment = i.environment
       ) as is_production
       from inventory_item i where i.key = $1
     ),
     barred as (
       select e.estate, e.environment from inventory_item e, start s
       where e.type = 'environment' and e.estate <> s.estate and s.environment is not null
         and e.is_production <> s.is_production
     ),
     walk as (
       select d.direction, 0 as steps, array[s.id] as frontier, array[s.id] as seen,
         case d.direction when 'needs' then $2::text[] else $3::text[] end as along,
         case d.direction when 'needs' then $3::text[] else $2::text[] end as against
       from start s, unnest($4::text[]) d(direction)
       union all
       select w.direction, w.steps + 1, n.ids, w.seen || n.ids, w.along, w.against
       from walk w cross join lateral (
         select array_agg(n.id) as ids from (
           select r.to_id as id from unnest(w.frontier) f(id)
           join inventory_relation r on r.from_id = f.id where r.kind = any(w.along)
           union
           select r.from_id from unnest(w.frontier) f(id)
           join inventory_relation r on r.to_id = f.id where r.kind = any(w.against)
           except select unnest(w.seen)
         ) n
         join inventory_item c on c.id = n.id
         cross join start s
         where s.environment is null or c.environment is null
           or (c.estate = s.estate and c.environment = s.environment)
           or (c.estate <> s.estate and (c.estate, c.environment) not in (table barred))
       ) n
       where n.ids is not null and cardinality(w.seen) <= $8
     ),
     reached as materialized (
       select w.direction, w.steps, k.id, w.along, w.against, cardinality(w.seen) as seen
       from walk w cross join unnest(w.frontier) k(id)
     ),
     steps_of as materialized (
       select direction, jsonb_object_agg(id::text, steps) as steps from reached group by direction
     ),
     placed as (
       select r.*, i.kind = any($7) as is_always,
         row_number() over nearest as place,
         row_number() over (partition by r.direction, i.kind = any($7)
           order by r.steps, i.estate, lower(i.name), i.key) as own_place,
         count(*) over whole as total,
         count(*) filter (where r.steps <= coalesce($5, r.steps)) over whole as total_near,
         count(*) filter (where i.kind = any($7)) over whole as total_always,
         bool_or(r.seen > $8) over whole as is_cut
       from reached r join inventory_item i on i.id = r.id
       where r.steps > 0
       window whole as (partition by r.direction),
         nearest as (partition by r.direction order by r.steps, i.estate, lower(i.name), i.key)
     ),
     kept as materialized (
       select p.*, (p.place <= $6 and p.steps <= coalesce($5, p.steps)) as is_near from placed p
       where (p.place <= $6 and p.steps <= coalesce($5, p.steps))
         or (p.is_always and p.own_place <= $6)
     ),
     led as (
       select distinct on (k.direction, k.id) k.direction, k.id, b.key as through,
         b.name as through_name, x.kind as relation
       from kept k
       cross join lateral (
         select r.to_id as id, r.kind from inventory_relation r
         where r.from_id = k.id and r.kind = any(k.against)
         union all
         select r.from_id, r.kind from inventory_relation r
         where r.to_id = k.id and r.kind = any(k.along)
       ) x
       join steps_of s on s.direction = k.direction and (s.steps -> x.id::text)::int = k.steps - 1
       join inventory_item b on b.id = x.id
       order by k.direction, k.id, lower(b.name), b.key, x.kind
     )
     select ${itemColumns}, k.direction, k.steps, k.is_near, k.total::int, k.total_near::int,
       k.total_always::int, k.is_cut, l.through, l.through_name, l.relation, k.place
     from kept k
     join led l on l.id = k.id and l.direction = k.direction
     join (${itemTables}) on i.id = k.id
     union all
     select ${itemColumns}, null, 0, true, 0, 0, 0, false, null, null, null, 0
     from start join (${itemTables}) on i.id = start.id
     order by direction, place`,
    [
      key,
      kindsThatStop('from'),
      kindsThatStop('to'),
      bounds.directions,
      bounds.depth,
      bounds.most,
      bounds.always,
      bounds.mostSeen,
    ],
  );
  return {
    item: rows.find(({ direction }) => direction === null) ?? null,
    reached: rows.flatMap((row) => (row.direction === null ? [] : [row])),
  };
}

/** The same without the item. */
export const readReached = async (sql: Sql, key: string, bounds: Bounds): Promise<ReachedRow[]> =>
  (await readNeighbourhood(sql, key, bounds)).reached;

export interface EdgeRow {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

/** The relations among some items after which something stops. One statement. */
export function readEdgesAmong(sql: Sql, keys: readonly string[]): Promise<EdgeRow[]> {
  return sql.rows<EdgeRow>(
    `select f.key as "from", r.kind, t.key as "to" from inventory_item f
     join inventory_relation r on r.from_id = f.id
     join inventory_item t on t.id = r.to_id
     where f.key = any($1) and t.key = any($1) and r.kind = any($2)
     order by f.key, t.key, r.kind`,
    [keys, [...kindsThatStop('from'), ...kindsThatStop('to')]],
  );
}

/** Those on which the most hang directly, the most first. One statement. */
export function readMostNeeded(
  sql: Sql,
  most: number,
): Promise<(ItemRow & { needed_by: number })[]> {
  return sql.rows(
    `select ${itemColumns}, n.needed_by from (
       select id, count(distinct other)::int as needed_by from (
         select to_id as id, from_id as other from inventory_relation where kind = any($1)
         union all
         select from_id, to_id from inventory_relation where kind = any($2)
       ) ends group by id order by needed_by desc, id limit $3
     ) n join (${itemTables}) on i.id = n.id
     order by n.needed_by desc, lower(i.name), i.key`,
    [kindsThatStop('from'), kindsThatStop('to'), most],
  );
}
