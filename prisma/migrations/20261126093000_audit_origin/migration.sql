-- Where an attempt came from, and what it was to change.
alter table "audit" add column "address" text;
alter table "audit" add column "changed" jsonb;
