-- When what is said of planned work was changed last, for readers of feeds. Of what was changed
-- before, no more is known than when it was planned and ended.
alter table maintenance add column changed_at timestamptz not null default clock_timestamp();
update maintenance set changed_at = greatest(planned_at, coalesce(ended_at, planned_at));
