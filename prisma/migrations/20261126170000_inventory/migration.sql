-- What exists in the estates. Estates, environments and components are items of one table, so that
-- one search, one history and one kind of fact are for all of them.
create table inventory_source (
  id text primary key,
  title text not null,
  evidence text not null,
  as_of date,
  read_on date not null
);

create table inventory_item (
  key text primary key,
  type text not null,
  estate text not null,
  environment text,
  profile text,
  shared_environment text,
  aliases jsonb not null default '[]',
  is_production boolean not null default false,
  kind text not null,
  name text not null,
  position integer not null,
  source text not null,
  summary text,
  owner text,
  cloud text,
  missing integer not null default 0,
  search_text text not null,
  version integer not null default 1,
  changed_at timestamptz not null default clock_timestamp()
);
create index inventory_item_estate on inventory_item (estate, environment, kind);

create table inventory_fact (
  item_key text not null references inventory_item (key) on delete cascade on update cascade,
  attribute text not null,
  basis text not null default 'declared',
  position integer not null,
  state text not null,
  value jsonb,
  source text not null,
  note text,
  primary key (item_key, attribute, basis)
);

create table inventory_relation (
  from_key text not null references inventory_item (key) on delete cascade on update cascade,
  kind text not null,
  to_key text not null references inventory_item (key) on delete cascade on update cascade,
  source text not null,
  note text,
  primary key (from_key, kind, to_key)
);
create index inventory_relation_to on inventory_relation (to_key);

-- Who changed what, and why; never changed itself.
create table inventory_change (
  id bigserial primary key,
  batch uuid not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  reason text not null,
  item_key text not null,
  before jsonb,
  after jsonb
);
create index inventory_change_item on inventory_change (item_key, id desc);
