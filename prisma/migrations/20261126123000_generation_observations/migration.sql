-- The contract monitor also sees how generations are made: then the name is that of an index.
alter table alias_observation add column about text not null default 'alias';
drop index alias_observation_open;
-- Of each alias, and of each generation, one state goes on.
create unique index alias_observation_open on alias_observation (environment, about, alias)
  where ended_at is null;
