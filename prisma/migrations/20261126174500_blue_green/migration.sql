-- What was recorded of shared environments and their versions, step by step; never changed itself.
-- The newest step has the state that counts, and its number is what an edit is made from.
create table blue_green_step (
  version integer primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  reason text not null,
  transition text not null,
  outcome text not null,
  environment text not null,
  target text,
  command text,
  state jsonb not null
);
