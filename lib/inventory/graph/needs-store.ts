import type { Sql } from '#lib/platform/database/database.ts';
import { idCalled } from '../changes/history-store.ts';
import { kindsThatStop } from './graph-store.ts';

/** Of the components that `$1` calls, and every way in which one thing needs another. */
const calledAndEdges = `called as (
       select c.key, i.id, i.estate, i.environment, e.is_production
       from unnest($1::text[]) c(key)
       join inventory_item i on i.type = 'component' and i.id = ${idCalled('c.key')}
       left join inventory_item e on e.type = 'environment' and e.estate = i.estate
         and e.environment = i.environment
     ),
     edges as (
       select from_id as needs, to_id as needed from inventory_relation where kind = any($2)
       union all
       select to_id, from_id from inventory_relation where kind = any($3)
     )`;

/** From `w`, begun at `s`, to `n` of environment `e`. */
const mayGo = `(s.environment is null or n.environment is null
           or (n.estate = s.estate and n.environment = s.environment)
           or (n.estate <> s.estate
             and (e.is_production is null or s.is_production is null
               or e.is_production = s.is_production)))`;
const environmentOfN = `left join inventory_item e on e.type = 'environment' and e.estate = n.estate
         and e.environment = n.environment`;

/**
 * What each of some components needs of the others. A way ends where it comes to one of them, which
 * is asked itself. None leads to another environment of the same estate, nor between production of
 * one estate and what is no production of another; what is shared is passed.
 */
export function readNeedsAmong(
  sql: Sql,
  keys: readonly string[],
): Promise<{ readonly called: string; readonly needed: string }[]> {
  return sql.rows(
    `with recursive ${calledAndEdges},
     walk as (
       select id as start, id from called
       union
       select w.start, n.id
       from walk w
       join called s on s.id = w.start
       join edges x on x.needs = w.id
       join inventory_item n on n.id = x.needed
       ${environmentOfN}
       where (w.id = w.start or not exists (select 1 from called c where c.id = w.id))
         and ${mayGo}
     )
     select distinct s.key as called, c.key as needed
     from walk w join called s on s.id = w.start join called c on c.id = w.id
     where w.id <> w.start order by 1, 2`,
    [keys, kindsThatStop('from'), kindsThatStop('to')],
  );
}

interface NeedingRow {
  readonly called: string;
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly estate_title: string;
}

/**
 * What of these kinds needs each of some components, over whatever is in between; ways are
 * barred as above. One statement.
 */
export function readNeeding(
  sql: Sql,
  keys: readonly string[],
  kinds: readonly string[],
): Promise<NeedingRow[]> {
  return sql.rows(
    `with recursive ${calledAndEdges},
     walk as (
       select id as start, id from called
       union
       select w.start, n.id
       from walk w
       join called s on s.id = w.start
       join edges x on x.needed = w.id
       join inventory_item n on n.id = x.needs
       ${environmentOfN}
       where ${mayGo}
     )
     select distinct s.key as called, i.key, i.kind, i.name, t.name as estate_title
     from walk w
     join called s on s.id = w.start
     join inventory_item i on i.id = w.id and i.kind = any($4)
     join inventory_item t on t.key = i.estate
     where w.id <> w.start order by i.name, i.key`,
    [keys, kindsThatStop('from'), kindsThatStop('to'), kinds],
  );
}
