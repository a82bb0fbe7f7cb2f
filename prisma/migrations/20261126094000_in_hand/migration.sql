-- The messages that the worker of a stage had in hand, kept once several have ended at it.
alter table run_stage add column in_hand jsonb;
