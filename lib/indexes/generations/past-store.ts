import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { DroppedGeneration, GenerationMove, GenerationNote } from '../model.ts';
import { retireIndexes } from '../permissions.ts';

/** What became of one generation, the newest first. */
export interface GenerationPast {
  readonly moves: readonly GenerationMove[];
  readonly notes: readonly GenerationNote[];
}

// More than generations are kept: what lies before concerns none that is there.
const newestChanges = 400;
const mostMoves = 10;

interface PastRow {
  readonly what: 'came' | 'left' | 'note';
  readonly index: string;
  readonly at: Date;
  readonly actor: string;
  readonly kind: GenerationMove['kind'];
  readonly run: string | null;
  readonly text: string;
}

/**
 * Who brought users to these indexes and away from them, and what people wrote about them, by name
 * of the index. One statement.
 */
export async function readPast(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, GenerationPast>> {
  const rows = await sql.rows<PastRow>(
    `with changes as (
       select id, at, actor, kind, run_name, moves from reader_change
       where environment = $1 and outcome = 'done' order by id desc limit $3::integer),
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
     from generation_note where environment = $1 and index_name = any($2::text[])
     order by at desc, id desc`,
    [environment, indexes, newestChanges],
  );
  const past = new Map<string, { moves: GenerationMove[]; notes: GenerationNote[] }>();
  for (const { what, index, at, actor, kind, run, text } of rows) {
    const own = past.get(index) ?? { moves: [], notes: [] };
    past.set(index, own);
    if (what === 'note') own.notes.push({ at: at.toISOString(), by: actor, text });
    else if (own.moves.length < mostMoves)
      own.moves.push({ at: at.toISOString(), is: what, kind, by: actor, run });
  }
  return past;
}

// Of some runs: each makes several indexes.
const newestDropped = 40;

/**
 * What was dropped, the newest first, and who retired it: a command names an index or a run, and
 * is recorded once all of that is dropped. One statement.
 */
export async function listDropped(sql: Sql, environment: string): Promise<DroppedGeneration[]> {
  const rows = await sql.rows<
    Pick<DroppedGeneration, 'index' | 'run' | 'runNumber' | 'isKeptCopy' | 'droppedBy'> & {
      readonly createdAt: Date;
      readonly liveFrom: Date | null;
      readonly liveUntil: Date | null;
      readonly droppedAt: Date;
    }
  >(
    `select g.index_name as "index", g.run_name as run, g.run_number as "runNumber",
       g.is_kept_copy as "isKeptCopy", g.created_at as "createdAt", g.live_from as "liveFrom",
       g.live_until as "liveUntil", g.dropped_at as "droppedAt",
       (select a.actor from audit a
        where a.environment = g.environment and a.action = $2 and a.outcome = 'done'
          and a.target in (g.index_name, g.run_name)
          and a.at between g.dropped_at and g.dropped_at + interval '5 minutes'
        order by a.at limit 1) as "droppedBy"
     from generation g
     where g.environment = $1 and g.role = 'dropped' and g.dropped_at is not null
     order by g.dropped_at desc, g.index_name limit $3::integer`,
    [environment, retireIndexes.action, newestDropped],
  );
  return rows.map(({ createdAt, liveFrom, liveUntil, droppedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    liveFrom: liveFrom?.toISOString() ?? null,
    liveUntil: liveUntil?.toISOString() ?? null,
    droppedAt: droppedAt.toISOString(),
  }));
}

/** The index of that name, or all of that run, dropped or not. */
export async function indexesOf(
  { prisma }: Queryable,
  environment: string,
  generation: string,
): Promise<string[]> {
  const rows = await prisma.generation.findMany({
    where: { environment, OR: [{ runName: generation }, { indexName: generation }] },
    select: { indexName: true },
    orderBy: { indexName: 'asc' },
  });
  return rows.map(({ indexName }) => indexName);
}

/** Within the transaction; notes are counted and added under it. */
export async function lockNotes(tx: Sql, environment: string): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('notes:' || $1, 0))`, [environment]);
}

/** By index, the newest first. */
export async function notesOf(
  { prisma }: Queryable,
  environment: string,
  indexes: readonly string[],
): Promise<{ readonly index: string; readonly actor: string; readonly text: string }[]> {
  const rows = await prisma.generationNote.findMany({
    where: { environment, indexName: { in: [...indexes] } },
    orderBy: { id: 'desc' },
  });
  return rows.map(({ indexName, actor, text }) => ({ index: indexName, actor, text }));
}

/** At one moment, so that it is told as one note. */
export async function addNotes(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
  note: { readonly actor: string; readonly text: string },
): Promise<void> {
  await sql.run(
    `insert into generation_note (environment, index_name, at, actor, text)
     select $1, index_name, now(), $3, $4 from unnest($2::text[]) i(index_name)`,
    [environment, indexes, note.actor, note.text],
  );
}
