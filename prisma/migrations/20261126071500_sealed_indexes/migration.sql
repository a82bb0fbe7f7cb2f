-- What an alias leads to already has been filled; no writer of a run may come back to it.
alter table "search_index" add column "takes_writes" boolean not null default true;
update "search_index" set "takes_writes" = false
where "number" in (select "index_number" from "search_alias");
