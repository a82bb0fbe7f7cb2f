/** How the asking itself goes, by the tables of the probes. */
import type { Sql } from '#lib/platform/database/database.ts';
import { isForgotten } from '../forgotten.ts';

export interface ProberRow {
  readonly environment: string;
  /** When anything was asked last; null: never. */
  readonly last_at: Date | null;
  readonly probes: number;
  /** Asked of real targets over the network, lately, and not off on purpose. */
  readonly asked: number;
  /** Those of them that could not be asked. */
  readonly not_known: number;
  /** Asked before, and nobody has asked any of them lately. */
  readonly is_silent: boolean;
}

export const readProbers = (
  sql: Sql,
  environments: readonly string[],
): Promise<readonly ProberRow[]> =>
  sql.rows<ProberRow>(
    `with known as (
       select p.*, coalesce(${isForgotten('p')}, true) as is_forgotten from probe p
       where p.environment = any($1::text[])
     )
     select environment, max(last_at) as last_at, count(*)::integer as probes,
       (count(*) filter (where is_asked))::integer as asked,
       (count(*) filter (where is_asked and state = 'not-known'))::integer as not_known,
       max(last_at) is not null and bool_and(is_forgotten) as is_silent
     from known, lateral (select is_real and kind <> 'heartbeat' and off is null
       and not is_forgotten as is_asked) a
     group by environment order by environment`,
    [environments],
  );
