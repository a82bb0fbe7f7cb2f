create table "generation" (
  "index_name" text not null,
  "base" text not null,
  "environment" text not null,
  "run_id" uuid,
  "run_name" text,
  "run_number" integer,
  "role" text not null,
  "is_kept_copy" boolean not null default false,
  "documents" integer,
  "created_at" timestamptz(6) not null default clock_timestamp(),
  "live_from" timestamptz(6),
  "live_until" timestamptz(6),
  "dropped_at" timestamptz(6),
  constraint "generation_pkey" primary key ("index_name")
);
create index "generation_environment_role" on "generation" ("environment", "role");
create index "generation_run" on "generation" ("run_id");
