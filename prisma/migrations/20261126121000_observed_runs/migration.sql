-- What is known of a run that the existing Integration service does: the call and what was inferred.
alter table run add column observed jsonb;
