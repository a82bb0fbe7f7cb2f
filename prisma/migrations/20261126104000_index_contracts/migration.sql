-- How far the writes to what readers came to had come; null: not known.
alter table reader_change add column marks jsonb;

-- What readers of an environment should find, each time that it became something else.
create table index_contract (
  environment text not null,
  version integer not null,
  aliases jsonb not null,
  indexes jsonb not null,
  actor text not null,
  run_name text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (environment, version)
);
