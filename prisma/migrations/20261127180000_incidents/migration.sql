-- Incidents: what does not work, the probes that fail with it, and what was said of it.
create table incident (
  id            serial primary key,
  environment   text not null,
  title         text not null,
  state         text not null default 'investigating',
  holder        text,
  is_root_known boolean not null default false,
  doubts        jsonb not null default '[]',
  ruled_out     jsonb not null default '[]',
  opened_by     text not null,
  since         timestamptz not null,
  opened_at     timestamptz not null default clock_timestamp(),
  resolved_at   timestamptz,
  owner         text,
  version       integer not null default 1
);
create index incident_opened_at on incident (environment, opened_at);
-- What fails has one incident that is not resolved.
create unique index incident_of_holder on incident (holder)
  where holder is not null and resolved_at is null;

create table incident_part (
  incident integer not null,
  probe    text not null,
  name     text not null,
  since    timestamptz not null,
  ended_at timestamptz,
  primary key (incident, probe)
);

create table incident_update (
  id       serial primary key,
  incident integer not null,
  at       timestamptz not null default clock_timestamp(),
  actor    text not null,
  state    text not null,
  text     text not null
);
create index incident_update_of on incident_update (incident, id);
