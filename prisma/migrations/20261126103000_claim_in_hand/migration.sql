-- The documents that a participant of a derived stage had in hand, kept once several have ended.
alter table stage_claim add column in_hand jsonb;
