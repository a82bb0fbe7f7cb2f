-- Whether any deployment had it: what none had goes at once when it is removed. Of what is there
-- already it is not known, so it waits for one.
alter table allow_list_entry add column is_deployed boolean not null default true;
alter table allow_list_entry alter column is_deployed set default false;
