/** What pages read of what the probes have found. */
import type { Sql } from '#lib/platform/database/database.ts';
import { hourOf } from '../summary-store.ts';

export interface SpanRow {
  readonly probe: string;
  /** Epoch milliseconds, as those of `begins`. */
  readonly at: number;
  readonly up_ms: number;
  readonly degraded_ms: number;
  readonly down_ms: number;
  readonly off_ms: number;
}

export interface Spans {
  /** When each of the spans begins, the last one being now, and how long it is so far. */
  readonly begins: readonly { readonly at: number; readonly ms: number }[];
  readonly rows: readonly SpanRow[];
}

/** How long answers took in the last hour. */
export interface RecentRow {
  readonly probe: string;
  readonly median_ms: number | null;
  readonly percentile95_ms: number | null;
  /** Of each five minutes, up to now. */
  readonly medians: readonly (number | null)[];
}

/** What probes have found before. */
export interface FoundBefore {
  readonly spans: Spans;
  readonly recent: readonly RecentRow[];
}

interface FoundAnswer {
  readonly begins: readonly { readonly at: number; readonly ms: number }[];
  readonly spans: readonly SpanRow[];
  readonly recent: readonly RecentRow[];
}

/** A day, or one of its hours. */
const ofSpan = (column: string): string =>
  `case when $2 = 'day' then s.${column} else coalesce(s.${column}_by_hour[
     (extract(epoch from e.at - s.at) / 3600)::integer + 1], 0) end as ${column}`;

const epochMs = (at: string): string => `(extract(epoch from ${at}) * 1000)::bigint`;
const listed = (rows: string, order: string): string =>
  `(select coalesce(jsonb_agg(r order by ${order}), '[]') from ${rows} r)`;

/**
 * Of these probes so many spans up to now, those of days by London's, and how long their answers
 * took in the last hour. One statement.
 */
export async function readFound(
  sql: Sql,
  probes: readonly string[],
  { span, count }: { readonly span: 'hour' | 'day'; readonly count: number },
): Promise<FoundBefore> {
  const [found] = await sql.rows<FoundAnswer>(
    `with spans as (
       select date_trunc($2, g.at, 'Europe/London') as at
       from generate_series(1, $3::integer) n,
         lateral (select ((clock_timestamp() at time zone 'Europe/London')
           - (n - 1) * make_interval(days => ($2 = 'day')::integer,
             hours => ($2 = 'hour')::integer)) at time zone 'Europe/London' as at) g
     ),
     ended as (
       select at, lead(at, 1, clock_timestamp()) over (order by at) as to_at from spans
     ),
     begins as (
       select ${epochMs('at')} as at,
         greatest(1, (extract(epoch from to_at - at) * 1000)::integer) as ms from ended
     ),
     told as (
       select s.probe, ${epochMs('e.at')} as at,
         ${['up', 'degraded', 'down', 'off'].map((state) => ofSpan(`${state}_ms`)).join(', ')}
       from ended e
       join probe_day s on s.at = date_trunc('day', e.at, 'Europe/London')
         and s.probe = any($1::text[])
     ),
     answers as (
       select r.probe, r.took_ms,
         floor(extract(epoch from clock_timestamp() - r.at) / 300)::integer as ago
       from probe_result r
       where r.probe = any($1::text[]) and r.at > clock_timestamp() - interval '1 hour'
     ),
     pieces as (
       select probe, ago, percentile_cont(0.5) within group (order by took_ms) as median
       from answers group by probe, ago
     ),
     recent as (
       select a.probe,
         round(percentile_cont(0.5) within group (order by a.took_ms))::integer as median_ms,
         round(percentile_cont(0.95) within group (order by a.took_ms))::integer
           as percentile95_ms,
         (select jsonb_agg(m.median order by g.ago desc)
          from generate_series(0, 11) g(ago)
          left join pieces m on m.probe = a.probe and m.ago = g.ago) as medians
       from answers a group by a.probe
     )
     select ${listed('begins', 'r.at')} as begins, ${listed('told', 'r.at')} as spans,
       ${listed('recent', 'r.probe')} as recent`,
    [probes, span, count],
  );
  if (found === undefined) throw new Error('the database told no time');
  return { spans: { begins: found.begins, rows: found.spans }, recent: found.recent };
}

export interface LatencyRow {
  readonly at: Date;
  readonly median_ms: number | null;
  readonly percentile95_ms: number | null;
}

/** For so long how long answers took is kept by five minutes. */
export const latencyDays = 14;

/**
 * How long the answers of a probe took, by five minutes of the last day or by hours of the last 14
 * days, each hour by the median of its medians and the worst of its 95ths; null: none came. One
 * statement.
 */
export function readLatency(
  sql: Sql,
  probe: string,
  by: 'five-minutes' | 'hour',
): Promise<LatencyRow[]> {
  const since = `clock_timestamp() - make_interval(days => ${by === 'hour' ? latencyDays : 1})`;
  const rows =
    by === 'hour'
      ? `select h.at,
           (select round(percentile_cont(0.5) within group (order by m))::integer
            from unnest(h.median_ms) m) as median_ms,
           (select max(m) from unnest(h.percentile95_ms) m) as percentile95_ms
         from h`
      : `select h.at + (n - 1) * interval '5 minutes' as at, h.median_ms[n] as median_ms,
           h.percentile95_ms[n] as percentile95_ms
         from h, generate_series(1, 12) n`;
  return sql.rows<LatencyRow>(
    // Each hour is looked up: the hours of all probes are together in the index.
    `with h as (
       select g.at, h.median_ms, h.percentile95_ms from generate_series(
         ${hourOf(since)}, clock_timestamp(), interval '1 hour') g(at)
       left join probe_hour h on h.at = g.at and h.probe = $1
     )
     select * from (${rows}) r where r.at >= ${since} and r.at <= clock_timestamp() order by r.at`,
    [probe],
  );
}
