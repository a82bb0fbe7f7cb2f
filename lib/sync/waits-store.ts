/** What a statement on runs reads for the rule of `waits.ts`. */
import type { Run, Stage, Wait } from './model.ts';
import { waitOf } from './waits.ts';

/** As many events as the page of a run looks at. */
export const newestEvents = 60;

/** To a statement with `run` and a stage of it, `stage`, in its `from`; adds `waitColumns`. */
export const waitJoin = `left join lateral (
    select json_agg(json_build_object('at', at, 'says', says) order by id desc) as events,
      (array_agg(at order by id desc))[1] as newest
    from (select id, at, says from run_event
      where run_id = run.id and run.ended_at is null
      order by id desc limit ${String(newestEvents)}) event
  ) said on true
  left join lateral (
    select at, written from run_sample taken
    where taken.run_id = run.id and taken.stage = stage.name and at <= said.newest
    order by at desc limit 1
  ) before on true
  left join lateral (
    select at, written from run_sample taken
    where taken.run_id = run.id and taken.stage = stage.name and at <= said.newest
      and written < before.written
    order by at desc limit 1
  ) less on true
  left join lateral (
    select json_agg(json_build_object('at', at, 'written', written) order by at) as samples
    from (
      select less.at, less.written where less.at is not null
      union all (select at, written from run_sample taken
        where taken.run_id = run.id and taken.stage = stage.name and at > less.at
        order by at limit 1)
      union all select before.at, before.written where before.at is not null
      union all (select at, written from run_sample taken
        where taken.run_id = run.id and taken.stage = stage.name and at > said.newest
        order by at desc limit 1)
    ) that_matter
  ) wrote on true`;
export const waitColumns = 'said.events, wrote.samples';

export interface WaitRow {
  readonly events: readonly { readonly at: string; readonly says: string }[] | null;
  /** Of all samples those by which it is decided. */
  readonly samples: readonly { readonly at: string; readonly written: number }[] | null;
}

const iso = (at: string): string => new Date(at).toISOString();

/** `stage` is the one that the statement looked at. */
export function waitIn(
  { events, samples }: WaitRow,
  run: Pick<Run, 'state' | 'endedAt'>,
  stage: Pick<Stage, 'name' | 'title' | 'state' | 'attempt'>,
): Wait | null {
  return waitOf({
    run: { state: run.state, endedAt: run.endedAt, stages: [stage] },
    events: (events ?? []).map(({ at, says }) => ({ at: iso(at), says })),
    samples: (samples ?? []).map(({ at, written }) => ({
      at: iso(at),
      stage: stage.name,
      written,
    })),
  });
}
