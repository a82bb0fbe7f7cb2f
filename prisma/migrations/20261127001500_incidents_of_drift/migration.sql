-- A drift that takes another form stays one incident, with one beginning and one end.
alter table alias_observation
  add column began_at timestamptz,
  add column became_other boolean not null default false;

-- What follows a form began as that one ended.
update alias_observation as form set became_other = true
where form.state <> 'matches' and exists (
  select 1 from alias_observation as next
  where next.environment = form.environment and next.about = form.about
    and next.alias = form.alias and next.state <> 'matches' and next.since = form.ended_at
);

with recursive incident as (
  select id, environment, about, alias, ended_at, became_other, since as began_at
  from alias_observation as first
  where state <> 'matches' and became_other and not exists (
    select 1 from alias_observation as before
    where before.environment = first.environment and before.about = first.about
      and before.alias = first.alias and before.became_other and before.ended_at = first.since
  )
  union all
  select next.id, next.environment, next.about, next.alias, next.ended_at, next.became_other,
    incident.began_at
  from incident join alias_observation as next
    on next.environment = incident.environment and next.about = incident.about
      and next.alias = incident.alias and next.state <> 'matches'
      and next.since = incident.ended_at
  where incident.became_other
)
update alias_observation as form set began_at = incident.began_at
from incident where form.id = incident.id and form.since > incident.began_at;
