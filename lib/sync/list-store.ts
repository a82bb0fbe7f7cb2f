/** The list of runs: a page of them, and what is beside each. */
import { londonMidnight } from '#lib/kernel/clock.ts';
import type { Page } from '#lib/kernel/list.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { selectPage } from '#lib/platform/database/select-page.ts';
import type { RunListRequest, RunSort } from './run-list.ts';
import { parseRunName, runNameOf } from './run-name.ts';
import { runColumns, type RunRow } from './store.ts';
import { waitColumns, waitJoin, type WaitRow } from './waits-store.ts';

/** The run whose documents users read before `run` could change that. */
const earlier = `left join lateral (
    select earlier.number as before_number, earlier.documents as before_documents
    from run earlier
    where earlier.environment = run.environment and earlier.pipeline = run.pipeline
      and earlier.number < run.number and earlier.state = 'settled' and not earlier.is_dry
      and earlier.documents is not null
    order by earlier.number desc limit 1
  ) before_it on true`;

const totals = `run cross join lateral (
    select sum(written)::int8 as total_written, sum(rejected)::int8 as total_rejected,
      sum(dead)::int8 as total_dead,
      sum(quarantined + coalesce(withheld, 0))::int8 as total_quarantined
    from run_stage where run_id = run.id
  ) total`;
/**
 * The same as `earlier` for all runs in one pass: of number and documents of those before it the
 * pair with the largest number. A join would be as slow as a database without statistics chooses.
 */
const withEarlier = `(
    select *, (max(array[number, documents])
      filter (where state = 'settled' and not is_dry and documents is not null) over (
        partition by pipeline order by number rows between unbounded preceding and 1 preceding
      ))[2] as before_documents
    from run where environment = $1
  ) run`;

interface Order {
  /** Over the columns of a run and `columns`. */
  readonly by: string;
  /** What is looked at for every run that matches, so only where the order needs it. */
  readonly columns?: string;
  /** What is called `run` and has `columns`; the table itself where it is not given. */
  readonly from?: string;
}

const ofTotals = (by: string): Order => ({
  by,
  columns: 'total_written, total_rejected, total_dead, total_quarantined',
  from: totals,
});

const took = 'coalesce(ended_at, statement_timestamp()) - started_at';
const orders: Readonly<Record<RunSort, Order>> = {
  run: { by: 'number' },
  started: { by: 'number' },
  outcome: { by: 'state' },
  took: { by: took },
  by: { by: 'lower(started_by)' },
  reason: { by: `nullif(lower(reason), '')` },
  documents: { by: 'documents' },
  change: {
    by: '(documents - before_documents)::float8 / nullif(before_documents, 0)',
    columns: 'before_documents',
    from: withEarlier,
  },
  written: ofTotals('total_written'),
  quarantined: ofTotals('total_quarantined'),
  conflicts: { by: 'conflicts' },
  rejected: ofTotals('total_rejected'),
  dead: ofTotals('total_dead'),
  empty: {
    by: `case when is_dry then null when observed is not null or phase = 'swapping' then 2
      when phase = 'moved' and swap @? 'strict $.moves[*].from ? (@.size() == 0)' then 1
      else 0 end`,
  },
  rate: ofTotals(`total_written / nullif(extract(epoch from ended_at - started_at), 0)`),
};
const directions = { ascending: 'asc', descending: 'desc' } as const;

/** The number of the run that a text names here; null where it names none. */
function numberIn(text: string | undefined, environment: string): number | null {
  const name = text === undefined ? null : runNameOf(text, environment);
  const parsed = name === null ? null : parseRunName(name);
  return parsed?.environment === environment ? parsed.number : null;
}

export async function listRunRows(
  sql: Sql,
  environment: string,
  { filters, sort, limit, offset }: RunListRequest,
): Promise<Page<RunRow>> {
  const { state, dry, by, from, to, text } = filters;
  const { by: order, columns, from: source = 'run' } = orders[sort.column];
  return selectPage<RunRow>(sql, {
    matching: `select ${runColumns}${columns === undefined ? '' : `, ${columns}`}
      from ${source}
      where environment = $1 and ($2::text is null or state = $2)
        and ($3::boolean is null or is_dry = $3)
        and ($4::text is null or position(lower($4) in lower(started_by)) > 0)
        and ($5::timestamptz is null or coalesce(started_at, queued_at) >= $5)
        and ($6::timestamptz is null or coalesce(started_at, queued_at) < $6)
        and ($7::text is null or position(lower($7) in lower(reason)) > 0 or run.number = $8::int)`,
    params: [
      environment,
      state ?? null,
      dry === undefined ? null : dry === 'yes',
      by ?? null,
      from === undefined ? null : londonMidnight(from),
      to === undefined ? null : londonMidnight(to, 1),
      text ?? null,
      numberIn(text, environment),
    ],
    order: `${order} ${directions[sort.direction]} nulls last, number desc`,
    limit,
    offset,
  });
}

/** What is beside a run in the list. */
export interface BesideRow extends WaitRow {
  readonly id: string;
  readonly before_number: number | null;
  readonly before_documents: number | null;
  readonly rates: readonly number[] | null;
}

/** So many points of a line that is 90 px wide can be told apart. */
const ratePoints = 24;

/**
 * One statement for all these runs. A rate is what the samples gained between two moments, each a
 * look into the index: the cost does not grow with the length of a run.
 */
export async function besideRuns(sql: Sql, runIds: readonly string[]): Promise<BesideRow[]> {
  if (runIds.length === 0) return [];
  const writtenAt = (moment: string): string => `coalesce((
      select written from run_sample taken
      where taken.run_id = run.id and taken.stage = filling.name and taken.at <= ${moment}
      order by taken.at desc limit 1), 0)`;
  return sql.rows<BesideRow>(
    `select run.id, before_number, before_documents, drawn.rates, ${waitColumns}
     from run
     left join lateral (
       select name from run_stage
       where run_id = run.id and state = 'running' order by position limit 1
     ) stage on true
     ${waitJoin}
     ${earlier}
     left join lateral (
       select seconds / greatest(1, least(${String(ratePoints)}, floor(seconds))) as width,
         least(${String(ratePoints)}, floor(seconds))::int as points
       from (select extract(epoch from coalesce(run.ended_at, statement_timestamp())
         - run.started_at)::float8 as seconds) lasted
     ) span on true
     left join lateral (
       select json_agg(round((gained / span.width)::numeric, 1)::float8 order by part) as rates
       from (
         select part, coalesce((
           select sum(greatest(0, ${writtenAt('moment.ends')} - ${writtenAt('moment.begins')}))
           from run_stage filling
           where filling.run_id = run.id and filling.started_at < moment.ends
             and (filling.ended_at is null or filling.ended_at > moment.begins)
         ), 0) as gained
         from generate_series(1, span.points) part
         cross join lateral (
           select run.started_at + make_interval(secs => (part - 1) * span.width) as begins,
             run.started_at + make_interval(secs => part * span.width) as ends
         ) moment
       ) gains
       where exists (select 1 from run_sample where run_id = run.id)
     ) drawn on true
     where run.id = any($1::uuid[])`,
    [runIds],
  );
}
