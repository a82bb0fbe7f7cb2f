import type { Sql } from '#lib/platform/database/database.ts';
import type { AliasVerdict, DroppedGeneration, GenerationMove, GenerationNote } from './model.ts';
import type { ObservedKind } from './monitor/plan-observations.ts';
import { retireIndexes } from './permissions.ts';

/** What became of one generation, the newest first. */
export interface GenerationPast {
  readonly moves: readonly GenerationMove[];
  readonly notes: readonly GenerationNote[];
}

/** A time during which something was not as the contract says, or nobody could tell. */
export interface ObservedTime {
  readonly about: ObservedKind;
  readonly name: string;
  /** Of its last form, as `says`. */
  readonly state: AliasVerdict;
  readonly says: string;
  /** When the first of its forms began. */
  readonly since: string;
  readonly endedAt: string | null;
  /** What it was before it took its last form, the newest first; at most `mostForms`. */
  readonly earlier: readonly { readonly says: string; readonly since: string }[];
}

export interface History {
  /** By index: who brought users to it and away from it, and what people wrote about it. */
  readonly past: ReadonlyMap<string, GenerationPast>;
  /**
   * The newest first, and who retired it: a command names an index or a run, and is recorded once
   * all of that is dropped.
   */
  readonly dropped: readonly DroppedGeneration[];
  /** Those that went on last first; what matches is left out. */
  readonly drifts: readonly ObservedTime[];
}

// More than generations are kept: what lies before concerns none that is there.
const newestChanges = 400;
const mostMoves = 10;
// Of some runs: each makes several indexes.
const newestDropped = 40;
const newestDrifts = 20;
const mostForms = 5;

interface PastRow {
  readonly what: 'came' | 'left' | 'note';
  readonly index: string;
  readonly at: string;
  readonly actor: string;
  readonly kind: GenerationMove['kind'];
  readonly run: string | null;
  readonly text: string;
}

// $1: the environment, $2: indexes.
const pastRows = `with changes as (
    select id, at, actor, kind, run_name, moves from reader_change
    where environment = $1 and outcome = 'done' order by id desc limit ${newestChanges}),
  moves as (
    select c.id, c.at, c.actor, c.kind, c.run_name, m.value as move
    from changes c, jsonb_array_elements(c.moves) m
    where not (m.value->'from' @> jsonb_build_array(m.value->'to')
      and jsonb_array_length(m.value->'from') = 1))
  select distinct 'came' as what, move->>'to' as "index", at, actor, kind, run_name as run,
    '' as text, id
  from moves where move->>'to' = any($2::text[])
  union all
  select distinct 'left', f.value, at, actor, kind, run_name, '', moves.id
  from moves, jsonb_array_elements_text(move->'from') f
  where f.value <> move->>'to' and f.value = any($2::text[])
  union all
  select 'note', index_name, at, actor, '', null, text, id
  from generation_note where environment = $1 and index_name = any($2::text[])`;

// $1: the environment, $3: the action of a retirement.
const droppedRows = `select g.index_name as "index", g.run_name as run,
    g.run_number as "runNumber", g.is_kept_copy as "isKeptCopy", g.created_at as "createdAt",
    g.live_from as "liveFrom", g.live_until as "liveUntil", g.dropped_at as "droppedAt",
    (select a.actor from audit a
     where a.environment = g.environment and a.action = $3 and a.outcome = 'done'
       and a.target in (g.index_name, g.run_name)
       and a.at between g.dropped_at and g.dropped_at + interval '5 minutes'
     order by a.at limit 1) as "droppedBy"
  from generation g
  where g.environment = $1 and g.role = 'dropped' and g.dropped_at is not null
  order by g.dropped_at desc, g.index_name limit ${newestDropped}`;

// $1: the environment.
const driftRows = `select last.id, last.since as "lastSince",
    last.about, last.alias as name, last.state, last.says,
    coalesce(last.began_at, last.since) as since, last.ended_at as "endedAt",
    case when last.began_at is null then '[]'::jsonb else (
      select coalesce(jsonb_agg(jsonb_build_object('says', form.says, 'since', form.since)
        order by form.since desc), '[]'::jsonb)
      from (
        select says, since from alias_observation
        where environment = $1 and about = last.about and alias = last.alias
          and since < last.since and since >= last.began_at
        order by since desc limit ${mostForms}
      ) as form
    ) end as earlier
  from (
    select * from alias_observation
    where environment = $1 and state <> 'matches' and not became_other
    order by since desc, id desc limit ${newestDrifts}
  ) as last`;

/** The rows of a query as a list in this order; times are text. */
const listOf = (query: string, order: string): string =>
  `(select coalesce(jsonb_agg(to_jsonb(one) order by ${order}), '[]'::jsonb)
    from (${query}) as one)`;

const iso = (text: string): string => new Date(text).toISOString();
const isoOrNull = (text: string | null): string | null => (text === null ? null : iso(text));

function pastOf(rows: readonly PastRow[]): History['past'] {
  const past = new Map<string, { moves: GenerationMove[]; notes: GenerationNote[] }>();
  for (const { what, index, at, actor, kind, run, text } of rows) {
    const own = past.get(index) ?? { moves: [], notes: [] };
    past.set(index, own);
    if (what === 'note') own.notes.push({ at: iso(at), by: actor, text });
    else if (own.moves.length < mostMoves)
      own.moves.push({ at: iso(at), is: what, kind, by: actor, run });
  }
  return past;
}

/** What was before now: of these indexes, of what was dropped, and of drift. One statement. */
export async function readHistory(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
): Promise<History> {
  const [row] = await sql.rows<{
    readonly past: readonly PastRow[];
    readonly dropped: readonly DroppedGeneration[];
    readonly drifts: readonly ObservedTime[];
  }>(
    `select ${listOf(pastRows, 'at desc, id desc')} as past,
       ${listOf(droppedRows, '"droppedAt" desc, "index"')} as dropped,
       ${listOf(driftRows, '"lastSince" desc, id desc')} as drifts`,
    [environment, indexes, retireIndexes.action],
  );
  const { past = [], dropped = [], drifts = [] } = row ?? {};
  return {
    past: pastOf(past),
    dropped: dropped.map((one) => ({
      ...one,
      createdAt: iso(one.createdAt),
      liveFrom: isoOrNull(one.liveFrom),
      liveUntil: isoOrNull(one.liveUntil),
      droppedAt: iso(one.droppedAt),
    })),
    drifts: drifts.map((one) => ({
      ...one,
      since: iso(one.since),
      endedAt: isoOrNull(one.endedAt),
      earlier: one.earlier.map(({ says, since }) => ({ says, since: iso(since) })),
    })),
  };
}
