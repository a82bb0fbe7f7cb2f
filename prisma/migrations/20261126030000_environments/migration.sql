-- Environments that share a database share no queue, index, alias or generation. What is there already belongs to the
-- environment of its generation; where that does not say, to the first environment that ran in this database.
alter table "broker_queue" add column "environment" text;
update "broker_queue" set "environment" = coalesce((select "environment" from "run" order by "queued_at", "id" limit 1), 'local');
alter table "broker_queue" alter column "environment" set not null;
drop index "broker_queue_name";
create unique index "broker_queue_environment_name" on "broker_queue" ("environment", "name");

alter table "search_index" add column "environment" text;
update "search_index" set "environment" = coalesce(
  (select "generation"."environment" from "generation" where "generation"."index_name" = "search_index"."name"),
  (select "environment" from "run" order by "queued_at", "id" limit 1),
  'local'
);
alter table "search_index" alter column "environment" set not null;
drop index "search_index_name";
create unique index "search_index_environment_name" on "search_index" ("environment", "name");

alter table "search_alias" add column "environment" text;
update "search_alias" set "environment" = (select "environment" from "search_index" where "number" = "index_number");
alter table "search_alias" drop constraint "search_alias_pkey";
alter table "search_alias" add constraint "search_alias_pkey" primary key ("environment", "name");

alter table "generation" drop constraint "generation_pkey";
alter table "generation" add constraint "generation_pkey" primary key ("environment", "index_name");

-- Names of people change and repeat: whose key it is says the actor's id.
alter table "run" add column "started_by_id" text;
drop index "run_idempotency_key";
create unique index "run_environment_idempotency_key" on "run" ("environment", "idempotency_key");
