-- What probes found, summed up: a row an hour with its twelve spans of five minutes, and a row a
-- day of London with its 23, 24 or 25 hours. A list is null where all of it is 0 (of times: where
-- there is none). One row a span took nine times as much.
-- Who still sums up waits, so that nothing is written between moving and emptying.
lock table probe_summary in exclusive mode;

create table probe_hour (
  probe           text not null,
  at              timestamptz not null,
  up_ms           integer[],
  degraded_ms     integer[],
  down_ms         integer[],
  off_ms          integer[],
  not_known_ms    integer[],
  answers         integer[],
  median_ms       integer[],
  percentile95_ms integer[],
  primary key (at, probe)
);

create table probe_day (
  probe              text not null,
  at                 timestamptz not null,
  up_ms              integer not null,
  degraded_ms        integer not null,
  down_ms            integer not null,
  off_ms             integer not null,
  not_known_ms       integer not null,
  answers            integer not null,
  up_ms_by_hour        integer[],
  degraded_ms_by_hour  integer[],
  down_ms_by_hour      integer[],
  off_ms_by_hour       integer[],
  not_known_ms_by_hour integer[],
  answers_by_hour      integer[],
  primary key (at, probe)
);

insert into probe_hour
  (probe, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers, median_ms,
   percentile95_ms)
select h.probe, h.at,
  nullif(array_agg(coalesce(s.up_ms, 0) order by n.span), array_fill(0, array[12])),
  nullif(array_agg(coalesce(s.degraded_ms, 0) order by n.span), array_fill(0, array[12])),
  nullif(array_agg(coalesce(s.down_ms, 0) order by n.span), array_fill(0, array[12])),
  nullif(array_agg(coalesce(s.off_ms, 0) order by n.span), array_fill(0, array[12])),
  nullif(array_agg(coalesce(s.not_known_ms, 0) order by n.span), array_fill(0, array[12])),
  nullif(array_agg(coalesce(s.answers, 0) order by n.span), array_fill(0, array[12])),
  nullif(array_agg(s.median_ms order by n.span), array_fill(null::integer, array[12])),
  nullif(array_agg(s.percentile95_ms order by n.span), array_fill(null::integer, array[12]))
from (
  select distinct probe, date_bin(interval '1 hour', at, timestamptz '2000-01-01 00:00Z') as at
  from probe_summary where span = 'minutes'
) h
cross join generate_series(0, 11) n(span)
left join probe_summary s on s.span = 'minutes' and s.probe = h.probe
  and s.at = h.at + n.span * interval '5 minutes'
group by h.probe, h.at;

with hours as (
  select probe, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers
  from probe_summary where span = 'hour'
  union all
  -- Of five minutes that nobody has summed up as an hour yet.
  select m.probe, m.hour, sum(m.up_ms)::integer, sum(m.degraded_ms)::integer,
    sum(m.down_ms)::integer, sum(m.off_ms)::integer, sum(m.not_known_ms)::integer,
    sum(m.answers)::integer
  from (
    select *, date_bin(interval '1 hour', at, timestamptz '2000-01-01 00:00Z') as hour
    from probe_summary where span = 'minutes'
  ) m
  where not exists (select 1 from probe_summary s
    where s.span = 'hour' and s.probe = m.probe and s.at = m.hour)
  group by m.probe, m.hour
),
days as (
  select d.probe, d.at, (extract(epoch from
    (d.at at time zone 'Europe/London' + interval '1 day') at time zone 'Europe/London'
      - d.at) / 3600)::integer as hours
  from (select distinct probe, date_trunc('day', at, 'Europe/London') as at from hours) d
)
insert into probe_day
  (probe, at, up_ms, degraded_ms, down_ms, off_ms, not_known_ms, answers, up_ms_by_hour,
   degraded_ms_by_hour, down_ms_by_hour, off_ms_by_hour, not_known_ms_by_hour, answers_by_hour)
select d.probe, d.at, coalesce(sum(h.up_ms), 0)::integer, coalesce(sum(h.degraded_ms), 0)::integer,
  coalesce(sum(h.down_ms), 0)::integer, coalesce(sum(h.off_ms), 0)::integer,
  coalesce(sum(h.not_known_ms), 0)::integer, coalesce(sum(h.answers), 0)::integer,
  nullif(array_agg(coalesce(h.up_ms, 0) order by n.hour), array_fill(0, array[d.hours])),
  nullif(array_agg(coalesce(h.degraded_ms, 0) order by n.hour), array_fill(0, array[d.hours])),
  nullif(array_agg(coalesce(h.down_ms, 0) order by n.hour), array_fill(0, array[d.hours])),
  nullif(array_agg(coalesce(h.off_ms, 0) order by n.hour), array_fill(0, array[d.hours])),
  nullif(array_agg(coalesce(h.not_known_ms, 0) order by n.hour), array_fill(0, array[d.hours])),
  nullif(array_agg(coalesce(h.answers, 0) order by n.hour), array_fill(0, array[d.hours]))
from days d
cross join lateral generate_series(0, d.hours - 1) n(hour)
left join hours h on h.probe = d.probe and h.at = d.at + n.hour * interval '1 hour'
group by d.probe, d.at, d.hours;

-- An older process that still runs writes into it until it ends; a later version drops it.
truncate probe_summary;
