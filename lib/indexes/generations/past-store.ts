import type { Queryable, Sql } from '#lib/platform/database/database.ts';

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
