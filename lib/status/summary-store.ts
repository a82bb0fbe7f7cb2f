/** The time of each state in spans, worked out of what each asking found. */
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { retentionOf, type Retention } from '#lib/platform/database/retention.ts';
import { mostIntervals } from './next-health.ts';

const minutesSpan = 5;
const spansOfHour = 12;
/** One statement looks at no more than this: after a long pause the next ones do the rest. */
const mostHours = 2;
/** Where all spans begin, so that they are the same whatever the time zone of a session is. */
const origin = `timestamptz '2000-01-01 00:00:00Z'`;
export const hourOf = (at: string): string => `date_bin(interval '1 hour', ${at}, ${origin})`;
const dayOf = (at: string): string => `date_trunc('day', ${at}, 'Europe/London')`;

/** What is added up: the time of each state, and how often there was an answer. */
const sums = ['up_ms', 'degraded_ms', 'down_ms', 'off_ms', 'not_known_ms', 'answers'] as const;
const times = ['median_ms', 'percentile95_ms'] as const;
const packed = [...sums, ...times];

const each = (columns: readonly string[], sql: (column: string) => string): string =>
  columns.map(sql).join(', ');
/** A list of so many spans; null where all of it is the same as nothing. */
const listOf = (value: string, order: string, nothing: string, length: string): string =>
  `nullif(array_agg(${value} order by ${order}), array_fill(${nothing}, array[${length}]))`;

interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** What is to be summed up: from the last span that is there, or else from the first result. */
async function stretchesDue(sql: Sql): Promise<readonly Stretch[]> {
  return sql.rows<Stretch>(
    `select g.at as "from",
       least(g.at + make_interval(hours => $2::integer), clock_timestamp()) as "to"
     from (select date_bin(make_interval(mins => $1::integer),
         greatest((select min(at) from probe_result),
           (select max(h.at + (n.span - 2) * make_interval(mins => $1::integer))
            from probe_hour h, generate_series(1, ${spansOfHour}) n(span)
            where h.at = (select max(at) from probe_hour)
              and greatest(${each(sums, (sum) => `h.${sum}[n.span]`)}) > 0)),
         ${origin}) as at) b,
       lateral generate_series(b.at, clock_timestamp(), make_interval(hours => $2::integer)) g(at)
     order by g.at`,
    [minutesSpan, mostHours],
  );
}

/**
 * The spans of five minutes that begin in a stretch of time; repeating it changes nothing. What an
 * asking found holds until the next one, for at most `mostIntervals`, the longest being an hour.
 */
const summariseMinutes = (sql: Sql, { from, to }: Stretch): Promise<number> =>
  sql.run(
    `with held as (
       select p.id as probe, r.at, case when r.is_off then 'off' else r.state end as state,
         r.took_ms,
         least(
           coalesce(lead(r.at) over (partition by p.id order by r.at), $3::timestamptz),
           r.at + p.every_ms * make_interval(secs => 0.001 * $4::integer), $3::timestamptz) as until
       from probe p,
         lateral (select * from probe_result r where r.probe = p.id
           and r.at >= $2::timestamptz - p.every_ms * make_interval(secs => 0.001 * $4::integer)
           and r.at < $3::timestamptz) r
     ),
     pieces as (
       select h.probe, h.state, h.took_ms, h.at, s.at as span_at,
         extract(epoch from least(h.until, s.at + make_interval(mins => $1::integer))
           - greatest(h.at, s.at)) * 1000 as ms
       from held h, lateral generate_series(
         date_bin(make_interval(mins => $1::integer), greatest(h.at, $2::timestamptz), ${origin}),
         h.until, make_interval(mins => $1::integer)) s(at)
     ),
     spans as (
       select probe, span_at,
         coalesce(sum(ms) filter (where state = 'up'), 0)::integer as up_ms,
         coalesce(sum(ms) filter (where state = 'degraded'), 0)::integer as degraded_ms,
         coalesce(sum(ms) filter (where state = 'down'), 0)::integer as down_ms,
         coalesce(sum(ms) filter (where state = 'off'), 0)::integer as off_ms,
         coalesce(sum(ms) filter (where state = 'not-known'), 0)::integer as not_known_ms,
         count(took_ms) filter (where at >= span_at)::integer as answers,
         (percentile_cont(0.5) within group (order by took_ms)
           filter (where at >= span_at))::integer as median_ms,
         (percentile_cont(0.95) within group (order by took_ms)
           filter (where at >= span_at))::integer as percentile95_ms
       from pieces where ms > 0 group by probe, span_at
     )
     insert into probe_hour (probe, at, ${packed.join(', ')})
     select h.probe, h.at,
       ${each(sums, (sum) => listOf(`coalesce(v.${sum}, 0)`, 'n.span', '0', '12'))},
       ${each(times, (time) => listOf(`v.${time}`, 'n.span', 'null::integer', '12'))}
     from (select distinct probe, ${hourOf('span_at')} as at from spans) h
     cross join generate_series(1, ${spansOfHour}) n(span)
     left join spans s on s.probe = h.probe
       and s.span_at = h.at + (n.span - 1) * make_interval(mins => $1::integer)
     left join probe_hour o on o.probe = h.probe and o.at = h.at
     -- What was summed up before stays where nothing was found anew.
     cross join lateral (select ${each(
       packed,
       (one) => `case when s.probe is null then o.${one}[n.span] else s.${one} end as ${one}`,
     )}) v
     group by h.probe, h.at
     on conflict (at, probe) do update set ${each(packed, (one) => `${one} = excluded.${one}`)}`,
    [minutesSpan, from, to, mostIntervals],
  );

/** The hours of a stretch of time, and the one before it, in their days of London. */
const summariseHours = (sql: Sql, { from, to }: Stretch): Promise<number> =>
  sql.run(
    `with hours as (
       select probe, at,
         ${each(sums, (sum) => `(select sum(u.n) from unnest(${sum}) u(n)) as ${sum}`)}
       from probe_hour
       where at >= ${hourOf('$1::timestamptz')} - interval '1 hour' and at < $2::timestamptz
     ),
     days as (
       select d.probe, d.at,
         (extract(epoch from
           (d.at at time zone 'Europe/London' + interval '1 day') at time zone 'Europe/London'
             - d.at) / 3600)::integer as hours
       from (select distinct probe, ${dayOf('at')} as at from hours) d
     )
     insert into probe_day
       (probe, at, ${sums.join(', ')}, ${each(sums, (sum) => `${sum}_by_hour`)})
     select d.probe, d.at, ${each(sums, (sum) => `coalesce(sum(v.${sum}), 0)::integer`)},
       ${each(sums, (sum) => listOf(`coalesce(v.${sum}, 0)`, 'n.hour', '0', 'd.hours'))}
     from days d
     -- A day of London has 23 or 25 hours twice a year.
     cross join lateral generate_series(1, d.hours) n(hour)
     left join hours h on h.probe = d.probe and h.at = d.at + (n.hour - 1) * interval '1 hour'
     left join probe_day o on o.probe = d.probe and o.at = d.at
     cross join lateral (select ${each(
       sums,
       (sum) =>
         `case when h.probe is null then o.${sum}_by_hour[n.hour] else h.${sum} end::integer
           as ${sum}`,
     )}) v
     group by d.probe, d.at, d.hours
     on conflict (at, probe) do update set ${each(
       sums,
       (sum) => `${sum} = excluded.${sum}, ${sum}_by_hour = excluded.${sum}_by_hour`,
     )}`,
    [from, to],
  );

/** All spans, up to now; in small steps, so that it may be stopped between any two. */
export async function summariseProbes(database: Database): Promise<void> {
  for (const stretch of await stretchesDue(database))
    await database.transaction(async (tx) => {
      await summariseMinutes(tx, stretch);
      await summariseHours(tx, stretch);
    });
}

const oldIncident = `resolved_at < now() - interval '13 months'`;

const kept = [
  { what: 'results of probes', table: 'probe_result', where: `at < now() - interval '2 days'` },
  {
    what: 'summaries of probes by five minutes',
    table: 'probe_hour',
    where: `at < now() - interval '14 days'`,
  },
  {
    what: 'summaries of probes by hours and days',
    table: 'probe_day',
    where: `at < now() - interval '13 months'`,
  },
  ...(['incident_update', 'incident_part'] as const).map((table) => ({
    what: table === 'incident_part' ? 'probes of incidents' : 'updates of incidents',
    table,
    where: `incident in (select id from incident where ${oldIncident})`,
  })),
  {
    what: 'incidents',
    table: 'incident',
    // After all that belongs to them.
    where: `${oldIncident}
      and not exists (select 1 from incident_update u where u.incident = incident.id)
      and not exists (select 1 from incident_part p where p.incident = incident.id)`,
  },
  {
    what: 'reports of jobs',
    table: 'heartbeat_report',
    // The newest of each kind say how a job is, however old they are.
    where: `at < now() - interval '13 months' and exists (
      select 1 from heartbeat_report later
      where later.probe = heartbeat_report.probe and later.state = heartbeat_report.state
        and later.exit is not distinct from heartbeat_report.exit
        and later.at > heartbeat_report.at)`,
  },
  { what: 'planned work', table: 'maintenance', where: `to_at < now() - interval '13 months'` },
];

/** What probes found, incidents and planned work, for as long as each is kept. */
export const statusRetentions = (database: Database): readonly Retention[] =>
  kept.map((one) => retentionOf(database, one));
