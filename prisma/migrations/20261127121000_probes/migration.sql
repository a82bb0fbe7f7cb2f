-- Probes: how each is now, what each asking found, and the time of each state in spans.
create table probe (
  id             text primary key,
  environment    text not null,
  name           text not null,
  kind           text not null,
  target         text not null,
  is_real        boolean not null,
  every_ms       integer not null,
  state          text not null default 'not-known',
  since          timestamptz not null default clock_timestamp(),
  streak_outcome text,
  streak_count   integer not null default 0,
  streak_since   timestamptz,
  last_at        timestamptz,
  took_ms        integer,
  says           text
);

create table probe_result (
  probe   text not null,
  at      timestamptz not null,
  outcome text not null,
  state   text not null,
  took_ms integer,
  primary key (probe, at)
);
create index probe_result_at on probe_result (at);

create table probe_summary (
  probe           text not null,
  span            text not null,
  at              timestamptz not null,
  up_ms           integer not null default 0,
  degraded_ms     integer not null default 0,
  down_ms         integer not null default 0,
  off_ms          integer not null default 0,
  not_known_ms    integer not null default 0,
  answers         integer not null default 0,
  median_ms       integer,
  percentile95_ms integer,
  primary key (span, probe, at)
);
create index probe_summary_at on probe_summary (span, at);
