-- How far the readers of a run have come, and the swap as it was sent: what ends a run, or takes it
-- over, judges by them and not by the state that people see.
alter table run add column phase text not null default 'building'
  constraint run_phase check (phase in ('building', 'swapping', 'moved'));
alter table run add column swap jsonb;

-- A run that is swapping while this is applied: the alias of each family's own name is enough to
-- tell whether its readers have moved.
update run set phase = 'swapping', swap = jsonb_build_object(
  'removeIndexes', '[]'::jsonb,
  'moves', coalesce((
    select jsonb_agg(jsonb_build_object('alias', key, 'from', '[]'::jsonb, 'to', value,
      'filter', null, 'previousFilters', '{}'::jsonb))
    from jsonb_each_text(generations)), '[]'::jsonb))
where state = 'swapping' and ended_at is null;
update run set phase = 'moved' where state = 'settled' and not is_dry;

alter table run add constraint run_swap check (phase <> 'swapping' or swap is not null);
