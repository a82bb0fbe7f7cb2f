-- How many documents the indexes of a run's data stages had when they were checked before its swap.
alter table run add column documents integer;

-- Of runs before this: the largest of their indexes is the one that all others are drawn from.
update run set documents = (
  select max(generation.documents) from generation
  where generation.run_id = run.id and not generation.is_kept_copy)
where state = 'settled';
