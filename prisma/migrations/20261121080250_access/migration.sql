create table "person" (
  "id" uuid not null,
  "email" text not null,
  "name" text not null,
  "role" text not null,
  "password_hash" text not null,
  "must_change_password" boolean not null default true,
  "disabled_at" timestamptz(6),
  "failed_attempts" integer not null default 0,
  "locked_until" timestamptz(6),
  "created_at" timestamptz(6) not null default clock_timestamp(),
  constraint "person_pkey" primary key ("id")
);
create unique index "person_email" on "person" ("email");

create table "audit" (
  "id" bigserial not null,
  "at" timestamptz(6) not null default clock_timestamp(),
  "actor_id" text not null,
  "actor" text not null,
  "actor_role" text not null,
  "action" text not null,
  "target" text not null,
  "environment" text not null,
  "outcome" text not null,
  "reason" text,
  "request_id" text not null,
  "fault" jsonb,
  constraint "audit_pkey" primary key ("id")
);
create index "audit_at" on "audit" ("at" desc);
