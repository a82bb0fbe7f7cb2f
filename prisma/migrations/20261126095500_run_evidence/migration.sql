-- Why a run was cancelled, what became of the earlier attempts of a stage, and when records were
-- rejected.
alter table run add column cancel_reason text;
alter table run_sample add column rejected integer not null default 0;
alter table run_stage add column attempt_started_at timestamptz;
alter table run_stage add column failed_at timestamptz;
alter table run_stage add column failure text;

create table run_stage_attempt (
  run_id uuid not null,
  position integer not null,
  attempt integer not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  failure text,
  received integer not null,
  written integer not null,
  merged integer not null,
  quarantined integer not null,
  rejected integer not null,
  dead integer not null,
  constraint run_stage_attempt_pkey primary key (run_id, position, attempt),
  constraint run_stage_attempt_run_id_fkey foreign key (run_id) references run (id)
    on delete cascade
);
