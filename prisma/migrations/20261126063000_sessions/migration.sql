create table "session" (
  "id" uuid not null,
  "person_id" uuid not null,
  "role" text not null,
  "password_mark" text not null,
  "opened_at" timestamptz(6) not null default clock_timestamp(),
  "seen_at" timestamptz(6) not null default clock_timestamp(),
  "ends_at" timestamptz(6) not null,
  constraint "session_pkey" primary key ("id"),
  constraint "session_person_id_fkey" foreign key ("person_id") references "person" ("id") on delete cascade on update no action
);
create index "session_person" on "session" ("person_id");
create index "session_ends" on "session" ("ends_at");
