-- How far the writes to what readers have had come when the run began, and what services changed
-- there since. Of earlier runs that is not known.
alter table run add column write_marks jsonb, add column edits jsonb;
