-- A thing keeps its identity, and with it its facts, relations and history, when its key changes.
alter table inventory_item add column id bigserial, add column component text;
update inventory_item set component = split_part(split_part(key, '@', 1), '/', 2)
  where type = 'component';

alter table inventory_fact add column item_id bigint;
update inventory_fact f set item_id = i.id from inventory_item i where i.key = f.item_key;
delete from inventory_fact where basis <> 'declared';
alter table inventory_relation add column from_id bigint, add column to_id bigint;
update inventory_relation r set from_id = f.id, to_id = t.id
  from inventory_item f, inventory_item t where f.key = r.from_key and t.key = r.to_key;

-- What is observed is kept with its import, and not as a second fact.
alter table inventory_fact drop column item_key, drop column basis;
alter table inventory_relation drop column from_key, drop column to_key;
alter table inventory_item drop constraint inventory_item_pkey, add primary key (id),
  add constraint inventory_item_key unique (key),
  add constraint inventory_item_in_estate foreign key (estate) references inventory_item (key),
  add constraint inventory_item_type check (type in ('estate', 'environment', 'component')),
  add constraint inventory_item_component check ((component is not null) = (type = 'component'));
alter table inventory_fact add primary key (item_id, attribute),
  add constraint inventory_fact_of foreign key (item_id)
    references inventory_item (id) on delete cascade,
  add constraint inventory_fact_state
    check (state in ('value', 'none', 'not-applicable', 'not-recorded')),
  add constraint inventory_fact_value check ((state = 'value') = (value is not null));
alter table inventory_relation add primary key (from_id, kind, to_id),
  add constraint inventory_relation_from foreign key (from_id)
    references inventory_item (id) on delete cascade,
  add constraint inventory_relation_end foreign key (to_id)
    references inventory_item (id) on delete cascade;
create index inventory_relation_to on inventory_relation (to_id);
-- Of one component in each environment.
create index inventory_item_component_of on inventory_item (estate, component);

-- One short name may be two documents in two estates.
create table inventory_source_of (
  estate text not null,
  id text not null,
  title text not null,
  evidence text not null,
  as_of date,
  read_on date not null,
  primary key (estate, id),
  constraint inventory_source_evidence
    check (evidence in ('document', 'code', 'published', 'inference', 'general'))
);
insert into inventory_source_of (estate, id, title, evidence, as_of, read_on)
select used.estate, s.id, s.title, s.evidence, s.as_of, s.read_on
from (
  select estate, split_part(source, ' ', 1) as id from inventory_item
  union select i.estate, split_part(f.source, ' ', 1)
    from inventory_fact f join inventory_item i on i.id = f.item_id
  union select i.estate, split_part(r.source, ' ', 1)
    from inventory_relation r join inventory_item i on i.id = r.from_id
) used join inventory_source s on s.id = used.id;
drop table inventory_source;
alter table inventory_source_of rename to inventory_source;
alter index inventory_source_of_pkey rename to inventory_source_pkey;

-- What a thing may be called by, in lower case.
create table inventory_name (
  item_id bigint not null references inventory_item (id) on delete cascade,
  name text not null,
  primary key (item_id, name)
);
create index inventory_name_name on inventory_name (name);
insert into inventory_name (item_id, name)
select distinct i.id, lower(n.name)
from inventory_item i
cross join lateral (
  select i.key as name union all select i.name
  union all select jsonb_array_elements_text(i.aliases)
  union all
  select texts.name from inventory_fact f
  cross join lateral jsonb_array_elements_text(
    case when jsonb_typeof(f.value) = 'array' then f.value else jsonb_build_array(f.value) end
  ) texts(name)
  where f.item_id = i.id and f.state = 'value'
    and f.attribute in ('hostname', 'host', 'address', 'url', 'otherNames')
) n
where length(n.name) between 1 and 300;

-- Which words of the kinds the columns were made with that lists show and search.
create table inventory_derived (
  id boolean primary key default true check (id),
  fingerprint text not null
);

-- What was shipped last, to tell what people have changed since.
create table inventory_shipped (
  estate text primary key,
  checksum text not null
);
create table inventory_shipped_item (
  estate text not null references inventory_shipped (estate) on delete cascade,
  key text not null,
  item_id bigint not null,
  hash text not null,
  -- The file says otherwise by now, and people had changed it: what it says.
  offered jsonb,
  primary key (estate, key)
);

-- Whole things before and after, so that a change can be undone.
drop index inventory_change_item;
alter table inventory_change
  add column item_id bigint,
  add column version integer not null default 1,
  add column caused_by bigint references inventory_change (id),
  add column undoes bigint references inventory_change (id);
update inventory_change c set item_id = i.id from inventory_item i where i.key = c.item_key;
update inventory_change c set item_id = gone.id
from (
  select item_key, nextval('inventory_item_id_seq') as id
  from (select distinct item_key from inventory_change where item_id is null) keys
) gone
where c.item_key = gone.item_key and c.item_id is null;
-- Until now nothing could be changed: what was added is what is there.
update inventory_change c set after = jsonb_build_object(
  'key', i.key, 'type', i.type, 'estate', i.estate, 'component', i.component,
  'environment', i.environment, 'profile', i.profile, 'sharedEnvironment', i.shared_environment,
  'aliases', i.aliases, 'isProduction', i.is_production, 'kind', i.kind, 'name', i.name,
  'position', i.position, 'source', i.source,
  'facts', coalesce((
    select jsonb_agg(jsonb_build_object(
      'attribute', f.attribute,
      'recorded', case when f.state = 'value'
        then jsonb_build_object('state', f.state, 'value', f.value)
        else jsonb_build_object('state', f.state) end,
      'source', f.source, 'note', f.note) order by f.position)
    from inventory_fact f where f.item_id = i.id), '[]'),
  'relations', coalesce((
    select jsonb_agg(jsonb_build_object(
      'kind', r.kind, 'to', o.key, 'source', r.source, 'note', r.note) order by r.kind, o.key)
    from inventory_relation r join inventory_item o on o.id = r.to_id
    where r.from_id = i.id), '[]'))
from inventory_item i where i.id = c.item_id and c.before is null;
alter table inventory_change alter column item_id set not null, alter column version drop default,
  add constraint inventory_change_says check (before is not null or after is not null);
create index inventory_change_item on inventory_change (item_id, id desc);
create index inventory_change_key on inventory_change (item_key, id desc);
create index inventory_change_caused_by on inventory_change (caused_by);
