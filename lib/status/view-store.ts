/** What the page reads of the tables of the probes. */
import type { Sql } from '#lib/platform/database/database.ts';
import { isoUtc } from './iso-utc.ts';
import { notOverAt } from './maintenance/maintenance-store.ts';
import type { IncidentBrief, Off, Outcome } from './model.ts';

export interface ProbeRow {
  readonly id: string;
  readonly environment: string;
  readonly name: string;
  readonly kind: string;
  readonly target: string;
  readonly is_real: boolean;
  readonly every_ms: number;
  readonly state: Outcome;
  readonly since: Date;
  readonly last_at: Date | null;
  readonly took_ms: number | null;
  readonly says: string | null;
  readonly off: Off | null;
  readonly off_until: Date | null;
}

interface OpenIncidentRow extends IncidentBrief {
  readonly environment: string;
}

interface ProbeHere extends ProbeRow {
  readonly as_of: Date;
  readonly open_incidents: readonly OpenIncidentRow[];
  readonly planned_work: number;
  readonly is_probe: boolean;
}

/**
 * The probes of these environments, the console's own being '', the incidents that are open, the
 * newest first, and the time of the database.
 */
export async function readProbes(
  sql: Sql,
  environments: readonly string[],
): Promise<{
  readonly asOf: Date;
  readonly openIncidents: readonly OpenIncidentRow[];
  readonly plannedWork: number;
  readonly probes: readonly ProbeRow[];
}> {
  const rows = await sql.rows<ProbeHere>(
    `select t.at as as_of,
       (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'environment', i.environment,
          'title', i.title, 'since', ${isoUtc('i.since')},
          'about',
          case when i.holder like 'service:%' then 'service'
            when i.holder like 'known:%' then split_part(i.holder, ':', 2) end)
          order by i.id desc), '[]')
        from (select * from incident i
          where i.environment = any($1::text[]) and i.resolved_at is null) i) as open_incidents,
       (select count(*)::integer from maintenance m
        where m.environment = any($1::text[]) and ${notOverAt('t.at')}) as planned_work,
       p.id is not null as is_probe, p.id, p.environment, p.name, p.kind, p.target, p.is_real,
       p.every_ms, p.state, p.since, p.last_at, p.took_ms, p.says, p.off, p.off_until
     from (select clock_timestamp() as at) t
     left join probe p on p.environment = any($1::text[])
     order by p.environment, p.is_real desc, p.id`,
    [environments],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('the database told no time');
  return {
    asOf: first.as_of,
    openIncidents: first.open_incidents,
    plannedWork: first.planned_work,
    probes: rows.filter(({ is_probe: isProbe }) => isProbe),
  };
}

export interface SpanRow {
  readonly probe: string;
  readonly at: Date;
  readonly up_ms: number;
  readonly degraded_ms: number;
  readonly down_ms: number;
  readonly off_ms: number;
}

export interface Spans {
  /** When each of the spans begins, the last one being now, and how long it is so far. */
  readonly begins: readonly { readonly at: Date; readonly ms: number }[];
  readonly rows: readonly SpanRow[];
}

interface SpanAnswer extends SpanRow {
  readonly span_at: Date;
  readonly span_ms: number;
  readonly is_there: boolean;
}

/** A day, or one of its hours. */
const ofSpan = (column: string): string =>
  `case when $2 = 'day' then s.${column} else coalesce(s.${column}_by_hour[
     (extract(epoch from e.at - s.at) / 3600)::integer + 1], 0) end as ${column}`;

/** So many spans up to now, those of days by London's. */
export async function readSpans(
  sql: Sql,
  environments: readonly string[],
  { span, count }: { readonly span: 'hour' | 'day'; readonly count: number },
): Promise<Spans> {
  const rows = await sql.rows<SpanAnswer>(
    `with spans as (
       select date_trunc($2, g.at, 'Europe/London') as at
       from generate_series(1, $3::integer) n,
         lateral (select ((clock_timestamp() at time zone 'Europe/London')
           - (n - 1) * make_interval(days => ($2 = 'day')::integer,
             hours => ($2 = 'hour')::integer)) at time zone 'Europe/London' as at) g
     ),
     ended as (
       select at, lead(at, 1, clock_timestamp()) over (order by at) as to_at from spans
     )
     select e.at as span_at, (extract(epoch from e.to_at - e.at) * 1000)::integer as span_ms,
       s.probe is not null as is_there, s.probe, e.at,
       ${['up', 'degraded', 'down', 'off'].map((state) => ofSpan(`${state}_ms`)).join(', ')}
     from ended e
     left join (select d.* from probe_day d join probe p on p.id = d.probe
       where p.environment = any($1::text[])) s on s.at = date_trunc('day', e.at, 'Europe/London')
     order by e.at`,
    [environments, span, count],
  );
  const begins = new Map(rows.map((row) => [row.span_at.getTime(), row] as const));
  return {
    begins: [...begins.values()].map((row) => ({ at: row.span_at, ms: Math.max(1, row.span_ms) })),
    rows: rows.filter(({ is_there: isThere }) => isThere),
  };
}

export interface RecentRow {
  readonly probe: string;
  readonly median_ms: number | null;
  readonly percentile95_ms: number | null;
  /** Of each five minutes, up to now. */
  readonly medians: readonly (number | null)[];
}

/** How long answers took in the last hour, by probe. */
export async function readRecent(
  sql: Sql,
  environments: readonly string[],
): Promise<ReadonlyMap<string, RecentRow>> {
  const rows = await sql.rows<RecentRow>(
    `with recent as (
       select r.probe, r.took_ms,
         floor(extract(epoch from clock_timestamp() - r.at) / 300)::integer as ago
       from probe_result r join probe p on p.id = r.probe
       where p.environment = any($1::text[]) and r.at > clock_timestamp() - interval '1 hour'
     ),
     pieces as (
       select probe, ago, percentile_cont(0.5) within group (order by took_ms) as median
       from recent group by probe, ago
     )
     select r.probe,
       round(percentile_cont(0.5) within group (order by r.took_ms))::integer as median_ms,
       round(percentile_cont(0.95) within group (order by r.took_ms))::integer as percentile95_ms,
       (select jsonb_agg(m.median order by g.ago desc)
        from generate_series(0, 11) g(ago)
        left join pieces m on m.probe = r.probe and m.ago = g.ago) as medians
     from recent r group by r.probe`,
    [environments],
  );
  return new Map(rows.map((row) => [row.probe, row]));
}
