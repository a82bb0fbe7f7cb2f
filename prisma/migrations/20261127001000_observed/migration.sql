-- What people accept of an import says so.
alter table inventory_source drop constraint inventory_source_evidence;
alter table inventory_source add constraint inventory_source_evidence
  check (evidence in ('document', 'code', 'published', 'inference', 'general', 'observed'));

-- What an import says is there. Of each environment and kind the newest one counts, and only it
-- has its things.
create table inventory_import (
  id bigserial primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  environment_id bigint not null references inventory_item (id) on delete cascade,
  kind text not null,
  format text not null,
  observed_at timestamptz,
  covers jsonb not null,
  is_partial boolean not null,
  profiles jsonb,
  -- By component the profiles of its service, also from imports that did not have them.
  known_profiles jsonb not null,
  told jsonb not null,
  things integer not null,
  constraint inventory_import_kind check (kind in ('terraform', 'compose', 'generic'))
);
create index inventory_import_newest on inventory_import (environment_id, kind, id desc);

create table inventory_observation (
  import_id bigint not null references inventory_import (id) on delete cascade,
  position integer not null,
  address text not null,
  -- The component that it was found to be; it stays so through a rename of either.
  item_id bigint references inventory_item (id) on delete set null,
  -- The rule that found it.
  found_by text,
  thing jsonb not null,
  primary key (import_id, position)
);
create index inventory_observation_item on inventory_observation (item_id);

-- Differences that somebody said are as they should be, for as long as they stay the same.
create table inventory_known_difference (
  id bigserial primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  reason text not null,
  environment_id bigint not null references inventory_item (id) on delete cascade,
  kind text not null,
  address text,
  item_id bigint references inventory_item (id) on delete cascade,
  difference text not null,
  taken_back_at timestamptz,
  taken_back_by text,
  taken_back_reason text
);
create index inventory_known_difference_of on inventory_known_difference (environment_id, kind);
