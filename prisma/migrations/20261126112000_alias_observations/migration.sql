-- What the contract monitor saw of an alias, a row each time that it became something else. The row
-- without a name is of probes that could not tell.
create table alias_observation (
  id bigserial primary key,
  environment text not null,
  alias text not null,
  state text not null,
  seen text not null,
  says text not null,
  since timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz
);
create index alias_observation_since on alias_observation (environment, since desc);
-- Of each alias one state goes on.
create unique index alias_observation_open on alias_observation (environment, alias)
  where ended_at is null;
