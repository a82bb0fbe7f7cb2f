-- A statement whose answer was lost is sent again: by its key it takes effect once.
alter table run_event add column key uuid;
create unique index run_event_key on run_event (key);
alter table run_record add column batch uuid, add column place integer;
create unique index run_record_batch on run_record (batch, place);
alter table run_stage add column begun_by uuid, add column order_key uuid,
  add column ends_keys jsonb not null default '[]';
alter table dead_letter add column counted_by uuid;
