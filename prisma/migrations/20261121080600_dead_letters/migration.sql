-- Equal dead letters are one row: how often they came, and when last.
alter table "dead_letter" add column "occurrences" integer not null default 1;
alter table "dead_letter" add column "last_at" timestamptz(6);
update "dead_letter" set "last_at" = "at";
alter table "dead_letter" alter column "last_at" set not null;
drop index "dead_letter_environment";
create index "dead_letter_environment" on "dead_letter" ("environment", "last_at" desc);
