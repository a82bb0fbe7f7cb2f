-- How many documents users see on each list of a designated body, and how many an index and an alias
-- have: a row each time that the number became another one. Null: not known. The row `bodies` has
-- the number of designated bodies, and says when they were last looked at.
create table count_observation (
  id bigserial primary key,
  environment text not null,
  about text not null,
  body text not null default '',
  name text not null,
  documents integer,
  since timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz
);
create index count_observation_of on count_observation
  (environment, about, body, name, since desc);
create index count_observation_ended on count_observation (environment, ended_at);
-- Of each of them one number goes on.
create unique index count_observation_open on count_observation (environment, about, body, name)
  where ended_at is null;
