-- Whether the people of a run were made up from a seed. Of earlier runs that is not known.
alter table run add column is_synthetic boolean;
