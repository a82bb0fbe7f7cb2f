-- What jobs report of themselves: that they began, and how they ended.
create table heartbeat_report (
  id          bigserial primary key,
  -- The id of the probe that waits for it.
  probe       text not null,
  state       text not null check (state in ('start', 'end')),
  at          timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  -- Of an end: 0 is a success.
  exit        integer,
  counts      jsonb not null default '{}'
);
create index heartbeat_report_of on heartbeat_report (probe, state, at desc);
