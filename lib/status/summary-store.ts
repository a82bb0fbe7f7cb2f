/** The time of each state in spans, worked out of what each asking found. */
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { retentionOf, type Retention } from '#lib/platform/database/retention.ts';
import { mostIntervals } from './next-health.ts';

const minutesSpan = 5;
/** One statement looks at no more than this: after a long pause the next ones do the rest. */
const mostHours = 2;

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
           (select max(at) from probe_summary where span = 'minutes')
             - make_interval(mins => $1::integer)),
         timestamptz '2000-01-01 00:00:00Z') as at) b,
       lateral generate_series(b.at, clock_timestamp(), make_interval(hours => $2::integer)) g(at)
     order by g.at`,
    [minutesSpan, mostHours],
  );
}

/**
 * The spans of five minutes that begin in a stretch of time; repeating it changes nothing. What an
 * asking found holds until the next one, for at most `mostIntervals`, the longest being an hour.
 */
async function summariseMinutes(sql: Sql, { from, to }: Stretch): Promise<void> {
  await sql.run(
    `with held as (
       select r.probe, r.at, case when r.is_off then 'off' else r.state end as state, r.took_ms,
         least(
           coalesce(lead(r.at) over (partition by r.probe order by r.at), $3::timestamptz),
           r.at + p.every_ms * make_interval(secs => 0.001 * $4::integer), $3::timestamptz) as until
       from probe_result r join probe p on p.id = r.probe
       where r.at >= $2::timestamptz - interval '3 hours' and r.at < $3::timestamptz
     ),
     pieces as (
       select h.probe, h.state, h.took_ms, h.at, s.at as span_at,
         extract(epoch from least(h.until, s.at + make_interval(mins => $1::integer))
           - greatest(h.at, s.at)) * 1000 as ms
       from held h, lateral generate_series(
         date_bin(make_interval(mins => $1::integer), greatest(h.at, $2::timestamptz),
           timestamptz '2000-01-01 00:00:00Z'),
         h.until, make_interval(mins => $1::integer)) s(at)
     )
     insert into probe_summary
       (probe, span, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers, median_ms,
        percentile95_ms)
     select probe, 'minutes', span_at,
       coalesce(sum(ms) filter (where state = 'up'), 0)::integer,
       coalesce(sum(ms) filter (where state = 'degraded'), 0)::integer,
       coalesce(sum(ms) filter (where state = 'down'), 0)::integer,
       coalesce(sum(ms) filter (where state = 'off'), 0)::integer,
       coalesce(sum(ms) filter (where state = 'not-known'), 0)::integer,
       count(took_ms) filter (where at >= span_at)::integer,
       (percentile_cont(0.5) within group (order by took_ms)
         filter (where at >= span_at))::integer,
       (percentile_cont(0.95) within group (order by took_ms)
         filter (where at >= span_at))::integer
     from pieces where ms > 0 group by probe, span_at
     on conflict (span, probe, at) do update set up_ms = excluded.up_ms,
       degraded_ms = excluded.degraded_ms, down_ms = excluded.down_ms,
       off_ms = excluded.off_ms, not_known_ms = excluded.not_known_ms,
       answers = excluded.answers, median_ms = excluded.median_ms,
       percentile95_ms = excluded.percentile95_ms`,
    [minutesSpan, from, to, mostIntervals],
  );
}

/** Spans of one length out of shorter ones, of the time since the one before the last. */
const summariseFrom =
  (span: 'hour' | 'day', shorter: 'minutes' | 'hour', start: string, back: string) =>
  (sql: Sql): Promise<number> =>
    sql.run(
      `insert into probe_summary
         (probe, span, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers)
       select probe, '${span}', ${start}, sum(up_ms)::integer, sum(degraded_ms)::integer,
         sum(down_ms)::integer, sum(off_ms)::integer, sum(not_known_ms)::integer,
         sum(answers)::integer
       from probe_summary
       where span = '${shorter}' and ${start} >= coalesce(
         (select max(at) from probe_summary where span = '${span}') - interval '${back}',
         '-infinity')
       group by probe, ${start}
       on conflict (span, probe, at) do update set up_ms = excluded.up_ms,
         degraded_ms = excluded.degraded_ms, down_ms = excluded.down_ms,
         off_ms = excluded.off_ms, not_known_ms = excluded.not_known_ms,
         answers = excluded.answers`,
    );

const summariseHours = summariseFrom('hour', 'minutes', `date_trunc('hour', at)`, '1 hour');
// A day of London has 23 or 25 hours twice a year.
const summariseDays = summariseFrom(
  'day',
  'hour',
  `date_trunc('day', at, 'Europe/London')`,
  '26 hours',
);

/** All spans, up to now; in small steps, so that it may be stopped between any two. */
export async function summariseProbes(sql: Sql): Promise<void> {
  for (const stretch of await stretchesDue(sql)) await summariseMinutes(sql, stretch);
  await summariseHours(sql);
  await summariseDays(sql);
}

const oldIncident = `resolved_at < now() - interval '13 months'`;

const kept = [
  { what: 'results of probes', table: 'probe_result', where: `at < now() - interval '2 days'` },
  {
    what: 'summaries of probes by five minutes',
    table: 'probe_summary',
    where: `span = 'minutes' and at < now() - interval '14 days'`,
  },
  {
    what: 'summaries of probes by hours and days',
    table: 'probe_summary',
    where: `span in ('hour', 'day') and at < now() - interval '13 months'`,
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
