-- Which states of knowledge the facts of an item have, for the filter of the list. It is derived
-- again for all items once a console of this version begins.
alter table inventory_item add column states jsonb not null default '[]';
