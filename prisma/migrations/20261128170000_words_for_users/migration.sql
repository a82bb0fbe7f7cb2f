
-- What users are told of an incident, where somebody has written that for them.
alter table incident
  add column users_title text,
  add column users_affected text,
  add column users_text text,
  add column users_told_by text,
  add column users_told_at timestamptz;
