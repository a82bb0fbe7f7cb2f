-- The burn-up of the move from Azure to AWS reads the changes of its items alone.
create index inventory_change_moves on inventory_change (id)
  where coalesce(after, before) ->> 'kind' = 'migration-item';
