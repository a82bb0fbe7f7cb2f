-- Nobody reads it.
alter table inventory_shipped_item drop column offered;

-- What becomes an item of the move, or is none any more, is part of its burn-up.
drop index inventory_change_moves;
create index inventory_change_moves on inventory_change (id)
  where before ->> 'kind' = 'migration-item' or after ->> 'kind' = 'migration-item';
