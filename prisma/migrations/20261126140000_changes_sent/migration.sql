-- A repair or roll back is written down before it is sent, so that one at a time is sent, and one
-- whose answer was lost can be recorded later.
alter table reader_change add column outcome text not null default 'done';
create unique index reader_change_sent on reader_change (environment) where outcome = 'sent';

-- What is recorded again because an answer was lost is recorded once.
alter table audit add column key uuid;
create unique index audit_key on audit (key);
