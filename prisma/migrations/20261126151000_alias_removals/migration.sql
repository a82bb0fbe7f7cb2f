-- Aliases that a person has taken away, with where they led.
alter table reader_change add column removals jsonb not null default '[]';
