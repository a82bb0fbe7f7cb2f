-- A key is one of the person who made it, in one environment.
drop index "run_environment_idempotency_key";
create unique index "run_actor_idempotency_key" on "run" ("environment", "started_by_id", "idempotency_key");
