-- What the source of a stage said beforehand that it would send.
alter table run_stage add column counted integer;
