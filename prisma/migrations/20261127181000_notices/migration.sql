-- Notices: what happened, what goes on by its key, and the way of each to those who are told.
create table notice (
  id          uuid primary key default gen_random_uuid(),
  environment text not null,
  event       text not null,
  severity    text not null,
  title       text not null,
  text        text not null,
  path        text not null,
  key         text,
  is_resolved boolean not null default false,
  at          timestamptz not null default clock_timestamp(),
  routed_at   timestamptz
);
create index notice_at on notice (at);
create index notice_not_routed on notice (at, id) where routed_at is null;

create table notice_group (
  environment text not null,
  key         text not null,
  is_open     boolean not null,
  severity    text not null,
  count       integer not null,
  last_at     timestamptz not null,
  primary key (environment, key)
);

create table notice_delivery (
  notice_id  uuid not null,
  route      text not null,
  state      text not null default 'waiting',
  attempts   integer not null default 0,
  next_at    timestamptz not null,
  give_up_at timestamptz not null,
  says       text,
  ended_at   timestamptz,
  primary key (notice_id, route)
);
create index notice_delivery_waiting on notice_delivery (route, next_at) where state = 'waiting';
