-- By when whoever writes of an incident says more of it; null: no time was given.
alter table incident_update add column next_update_at timestamptz;
