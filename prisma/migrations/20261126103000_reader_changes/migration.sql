-- Every time that the console itself moved readers or put an alias right.
create table reader_change (
  id bigserial primary key,
  environment text not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  actor text not null,
  reason text,
  run_name text,
  moves jsonb not null,
  kept_copies jsonb not null
);
create index reader_change_environment_at on reader_change (environment, at desc);
