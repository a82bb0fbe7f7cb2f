-- Planned work, and what is off on purpose: the time of it counts as neither up nor down.
create table maintenance (
  id              serial primary key,
  environment     text not null,
  -- Null: all of the environment.
  probe           text,
  title           text not null,
  text            text not null,
  from_at         timestamptz not null,
  to_at           timestamptz not null,
  planned_by      text not null,
  planned_at      timestamptz not null default clock_timestamp(),
  -- Null: nobody has ended it before its time, or called it off.
  ended_at        timestamptz,
  ended_by        text,
  version         integer not null default 1,
  idempotency_key text,
  check (to_at > from_at)
);
create index maintenance_to_at on maintenance (environment, to_at);
create unique index maintenance_idempotency_key on maintenance (planned_by, idempotency_key);

alter table probe add column off text;
alter table probe add column off_until timestamptz;
alter table probe_result add column is_off boolean not null default false;
