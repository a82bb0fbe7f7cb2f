import type { Sql } from '#lib/platform/database/database.ts';
import { idCalled } from './changes/history-store.ts';

interface AskableRow {
  readonly called: string;
  readonly estate: string;
  readonly environment: string;
  readonly estate_title: string;
  readonly all: number;
  readonly asked: number;
}

/** Components of these kinds in these environments, all by keys that they may have had before. */
export function readAskable(
  sql: Sql,
  given: {
    readonly environments: readonly string[];
    readonly asked: readonly string[];
    readonly kinds: readonly string[];
  },
): Promise<AskableRow[]> {
  return sql.rows<AskableRow>(
    `with asked as materialized (
       select ${idCalled('a.key')} as id from unnest($2::text[]) a(key)
     )
     select c.key as called, e.estate, e.environment, t.name as estate_title,
       count(i.id)::integer as all,
       count(i.id) filter (where i.id in (select id from asked))::integer as asked
     from unnest($1::text[]) c(key)
     join inventory_item e on e.type = 'environment' and e.id = ${idCalled('c.key')}
     join inventory_item t on t.key = e.estate
     left join inventory_item i on i.type = 'component' and i.estate = e.estate
       and i.environment = e.environment and i.kind = any($3)
     group by c.key, e.estate, e.environment, t.name`,
    [given.environments, given.asked, given.kinds],
  );
}
