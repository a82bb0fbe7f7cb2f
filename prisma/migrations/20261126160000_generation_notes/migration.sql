-- What people write about a generation, for others to read.
create table generation_note (
  id bigserial primary key,
  environment text not null,
  index_name text not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  text text not null
);
create index generation_note_of on generation_note (environment, index_name, at desc);
