import type { Sql } from '#lib/platform/database/database.ts';
import { unseenAfter } from './count-store.ts';
import type { Counted } from './plan-counts.ts';

/** A number of documents that went on from `since`; null: not known. */
export interface CountedTime {
  readonly documents: number | null;
  readonly since: Date;
  /** Set where nobody looked for long after this moment: not known from there on. */
  readonly unseenFrom: Date | null;
}

/** What was counted at all, the largest index first. */
export function listCounted(
  sql: Sql,
  environment: string,
): Promise<Pick<Counted, 'about' | 'name'>[]> {
  return sql.rows<Pick<Counted, 'about' | 'name'>>(
    `select about, name from count_observation
     where environment = $1 and about in ('index', 'alias') and ended_at is null
     order by about desc, documents desc nulls last, name`,
    [environment],
  );
}

/**
 * How the number went since `from`, oldest first. Where it changed more often than `times`, of each
 * of so many equal times at most three are kept: the last, the lowest, and one that was not known.
 */
export function readDocuments(
  sql: Sql,
  environment: string,
  { about, name }: Pick<Counted, 'about' | 'name'>,
  { from, times }: { readonly from: Date; readonly times: number },
): Promise<CountedTime[]> {
  return sql.rows<CountedTime>(
    `select documents, greatest(since, $4::timestamptz) as since,
       case when coalesce(ended_at, clock_timestamp()) - last_at > ${unseenAfter}
         then greatest(last_at, $4::timestamptz) end as "unseenFrom"
     from (
       select documents, since, last_at, ended_at, count(*) over () as many,
         row_number() over (partition by time order by since desc) as newest,
         row_number() over (partition by time order by documents nulls last, since) as lowest,
         row_number() over (partition by time order by documents nulls first, since) as unknown
       from (
         select documents, since, last_at, ended_at,
           width_bucket(extract(epoch from since), extract(epoch from $4::timestamptz),
             extract(epoch from clock_timestamp()), $5::integer) as time
         from count_observation
         where environment = $1 and about = $2 and body = '' and name = $3
           and (ended_at is null or ended_at > $4::timestamptz)) timed) ranked
     where many <= $5::integer or newest = 1 or lowest = 1 or (unknown = 1 and documents is null)
     order by since`,
    [environment, about, name, from, times],
  );
}

export interface ReaderMove {
  readonly at: Date;
  readonly kind: 'swap' | 'rollback';
  readonly actor: string;
  readonly runName: string | null;
}

/** Every time that readers were moved since, oldest first; the newest `limit`. */
export async function listMoves(
  sql: Sql,
  environment: string,
  from: Date,
  limit: number,
): Promise<ReaderMove[]> {
  const newest = await sql.rows<ReaderMove>(
    `select at, kind, actor, run_name as "runName" from reader_change
     where environment = $1 and outcome = 'done' and kind in ('swap', 'rollback') and at >= $2
     order by at desc, id desc limit $3::integer`,
    [environment, from, limit],
  );
  return newest.reverse();
}
