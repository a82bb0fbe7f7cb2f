import type { Database } from '#lib/platform/database/database.ts';

/** How often each probe asks, in ms. */
export const everyMs = 20_000;
export const probesOfAll = 2_000;

/** So many probes of the environments by turns, asked a moment ago; most of them are up. */
export async function fillProbes(
  database: Database,
  environments: readonly string[],
): Promise<void> {
  await database.run(
    `insert into probe (id, environment, name, kind, target, is_real, every_ms, state, since,
       last_at, took_ms, says)
     select 'http:' || e.name || ':Service ' || lpad(n::text, 4, '0'), e.name,
       'Service ' || lpad(n::text, 4, '0'), 'http', 'a web page', true, $3,
       case when n % 97 = 0 then 'down' else 'up' end,
       clock_timestamp() - n * interval '1 hour',
       -- As if somebody went on asking while the bench measures.
       clock_timestamp() + interval '30 minutes', 20 + n % 80,
       case when n % 97 = 0 then 'It did not answer.' end
     from generate_series(1, $2::integer) n
     join unnest($1::text[]) with ordinality e(name, nr)
       on e.nr = n % cardinality($1::text[]) + 1`,
    [environments, probesOfAll, everyMs],
  );
}

/** What each asking of so many hours found, up to half an hour from now. */
export const fillResults = (database: Database, hours: number): Promise<number> =>
  database.run(
    `insert into probe_result (probe, at, outcome, state, took_ms)
     select p.id, g.at, p.state, p.state, 20 + (extract(epoch from g.at)::bigint % 80)::integer
     from generate_series(clock_timestamp() - make_interval(hours => $1::integer),
       clock_timestamp() + interval '30 minutes', make_interval(secs => $2::integer / 1000)) g(at)
     cross join probe p`,
    [hours, everyMs],
  );

const zeros = (length: string): string => `array_fill(0, array[${length}])`;

/** Of one probe in 10, 10 minutes of the hour are not up; one in 3 is off at night. */
const isFailing = (hour: string): string => `(hashtext(p.id || ${hour}) % 10 = 0)`;
const isOff = (hour: string): string =>
  `(hashtext(p.id) % 3 = 0 and extract(hour from ${hour} at time zone 'Europe/London') < 7)`;

/** The hours with their twelve spans of five minutes, for so many days up to now. */
export const fillHours = (database: Database, days: number): Promise<number> =>
  database.run(
    `insert into probe_hour (probe, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers,
       median_ms, percentile95_ms)
     select p.id, h.at,
       case when not v.off then (select array_agg(case when v.fails and n < 3 then 100000 - n
         else 300000 end order by n) from generate_series(1, 12) n) end,
       case when v.fails and not v.off then
         (select array_agg(case when n = 1 then 50000 else 0 end order by n)
          from generate_series(1, 12) n) end,
       case when v.fails and not v.off then
         (select array_agg(case when n < 3 then 150000 else 0 end order by n)
          from generate_series(1, 12) n) end,
       case when v.off then array_fill(300000, array[12]) end,
       null, array_fill(15, array[12]),
       (select array_agg(20 + (hashtext(p.id || h.at) & 65535) * n % 80 order by n)
        from generate_series(1, 12) n),
       (select array_agg(120 + (hashtext(p.id || h.at) & 65535) * n % 400 order by n)
        from generate_series(1, 12) n)
     from generate_series(date_trunc('hour', now(), 'UTC') - make_interval(days => $1::integer),
       date_trunc('hour', now(), 'UTC'), interval '1 hour') h(at)
     cross join probe p
     cross join lateral (select ${isFailing('h.at')} as fails, ${isOff('h.at')} as off) v`,
    [days],
  );

/** The days of London with their hours, up to today. */
export const fillDays = (database: Database, months: number): Promise<number> =>
  database.run(
    `insert into probe_day (probe, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers,
       up_ms_by_hour, degraded_ms_by_hour, down_ms_by_hour, off_ms_by_hour, not_known_ms_by_hour,
       answers_by_hour)
     select p.id, d.at, sum(v.up), sum(v.degraded), sum(v.down), sum(v.off), 0, d.hours * 180,
       nullif(array_agg(v.up order by h.at), ${zeros('d.hours')}),
       nullif(array_agg(v.degraded order by h.at), ${zeros('d.hours')}),
       nullif(array_agg(v.down order by h.at), ${zeros('d.hours')}),
       nullif(array_agg(v.off order by h.at), ${zeros('d.hours')}),
       null, array_fill(180, array[d.hours])
     from (
       select g.day at time zone 'Europe/London' as at,
         (extract(epoch from (g.day + interval '1 day') at time zone 'Europe/London'
           - g.day at time zone 'Europe/London') / 3600)::integer as hours
       from generate_series(
         date_trunc('day', now() at time zone 'Europe/London')
           - make_interval(months => $1::integer),
         now() at time zone 'Europe/London', interval '1 day') g(day)
     ) d
     cross join probe p
     cross join lateral (select d.at + n * interval '1 hour' as at
       from generate_series(0, d.hours - 1) n) h
     cross join lateral (select
       case when ${isOff('h.at')} then 0 when ${isFailing('h.at')} then 3200000 else 3600000 end
         as up,
       case when ${isFailing('h.at')} and not ${isOff('h.at')} then 100000 else 0 end as degraded,
       case when ${isFailing('h.at')} and not ${isOff('h.at')} then 300000 else 0 end as down,
       case when ${isOff('h.at')} then 3600000 else 0 end as off) v
     group by p.id, d.at, d.hours`,
    [months],
  );
