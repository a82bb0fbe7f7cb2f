-- What goes on is told again until somebody says that they know of it.
alter table notice add column is_repeated boolean not null default false;
create index notice_key on notice (environment, key, at);

create table notice_acknowledgement (
  environment text not null,
  key         text not null,
  at          timestamptz not null default clock_timestamp(),
  primary key (environment, key)
);
