create table "run" (
  "id" uuid not null,
  "environment" text not null,
  "number" integer not null,
  "pipeline" text not null,
  "pipeline_version" integer not null,
  "state" text not null,
  "is_dry" boolean not null default false,
  "started_by" text not null,
  "reason" text not null,
  "idempotency_key" text,
  "request_id" text not null,
  "as_of" date not null,
  "queued_at" timestamptz(6) not null default clock_timestamp(),
  "started_at" timestamptz(6),
  "ended_at" timestamptz(6),
  "cancel_requested_by" text,
  "token" bigint not null default 0,
  "generations" jsonb not null default '{}',
  "conflicts" integer not null default 0,
  "fault" jsonb,
  constraint "run_pkey" primary key ("id")
);
create unique index "run_environment_number" on "run" ("environment", "number");
create unique index "run_idempotency_key" on "run" ("idempotency_key");
create index "run_environment_queued" on "run" ("environment", "queued_at" desc);
-- Single flight: at most one run of an environment that has not ended. Prisma cannot express a partial index.
create unique index "run_one_active" on "run" ("environment") where "ended_at" is null;

create table "run_stage" (
  "run_id" uuid not null,
  "position" integer not null,
  "name" text not null,
  "state" text not null default 'waiting',
  "attempt" integer not null default 0,
  "expected" integer,
  "sent" integer,
  "received" integer not null default 0,
  "written" integer not null default 0,
  "merged" integer not null default 0,
  "quarantined" integer not null default 0,
  "rejected" integer not null default 0,
  "dead" integer not null default 0,
  "redelivered" integer not null default 0,
  "withheld" integer,
  "started_at" timestamptz(6),
  "ended_at" timestamptz(6),
  constraint "run_stage_pkey" primary key ("run_id", "position"),
  constraint "run_stage_run_id_fkey" foreign key ("run_id") references "run" ("id") on delete cascade on update no action
);

create table "stage_claim" (
  "run_id" uuid not null,
  "stage" text not null,
  "participant" text not null,
  "attempt" integer not null,
  "holder" text not null,
  "state" text not null,
  "says" text,
  "sent" integer not null default 0,
  "withheld" integer not null default 0,
  "ledger" jsonb,
  "heartbeat_at" timestamptz(6) not null default clock_timestamp(),
  constraint "stage_claim_pkey" primary key ("run_id", "stage", "participant", "attempt"),
  constraint "stage_claim_run_id_fkey" foreign key ("run_id") references "run" ("id") on delete cascade on update no action
);

create table "run_event" (
  "id" bigserial not null,
  "run_id" uuid not null,
  "at" timestamptz(6) not null default clock_timestamp(),
  "level" text not null,
  "says" text not null,
  constraint "run_event_pkey" primary key ("id"),
  constraint "run_event_run_id_fkey" foreign key ("run_id") references "run" ("id") on delete cascade on update no action
);
create index "run_event_run" on "run_event" ("run_id", "id");

create table "run_sample" (
  "run_id" uuid not null,
  "at" timestamptz(6) not null default clock_timestamp(),
  "stage" text not null,
  "written" integer not null,
  constraint "run_sample_pkey" primary key ("run_id", "stage", "at"),
  constraint "run_sample_run_id_fkey" foreign key ("run_id") references "run" ("id") on delete cascade on update no action
);

create table "run_record" (
  "id" bigserial not null,
  "run_id" uuid not null,
  "stage" text not null,
  "attempt" integer not null,
  "kind" text not null,
  "reason" text not null,
  "reference" text not null,
  constraint "run_record_pkey" primary key ("id"),
  constraint "run_record_run_id_fkey" foreign key ("run_id") references "run" ("id") on delete cascade on update no action
);
create index "run_record_run" on "run_record" ("run_id", "kind", "reason");

create table "dead_letter" (
  "id" uuid not null,
  "environment" text not null,
  "run_id" uuid,
  "stage" text,
  "channel" text not null,
  "exchange" text not null,
  "key" text not null,
  "queue" text not null,
  "body" text not null,
  "headers" jsonb not null,
  "reason" text not null,
  "at" timestamptz(6) not null default clock_timestamp(),
  constraint "dead_letter_pkey" primary key ("id")
);
create index "dead_letter_environment" on "dead_letter" ("environment", "at" desc);
create index "dead_letter_run" on "dead_letter" ("run_id");
