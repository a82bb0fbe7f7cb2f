import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import { asJson } from './contract-store.ts';
import type { RecordedMove, RecordedRemoval } from './requests.ts';

export type ReaderChangeKind = 'swap' | 'repair' | 'rollback' | 'removal';

/** One time that the console moved readers or put an alias right. */
export interface NewReaderChange {
  readonly environment: string;
  readonly kind: ReaderChangeKind;
  /** A person, or the run. */
  readonly actor: string;
  readonly reason: string | null;
  readonly runName: string | null;
  readonly moves: readonly RecordedMove[];
  /** Absent: none. */
  readonly removals?: readonly RecordedRemoval[];
  readonly keptCopies: readonly { readonly of: string; readonly copy: string }[];
  /** Of what readers came to; null: not known. */
  readonly marks: readonly WriteMark[] | null;
}

export interface ReaderChange extends NewReaderChange {
  readonly id: number;
  readonly at: Date;
  readonly removals: readonly RecordedRemoval[];
}

const columns = `id, environment, at, kind, actor, reason, run_name as "runName", moves,
  removals, kept_copies as "keptCopies", marks`;

export async function addReaderChange(
  { prisma }: Queryable,
  change: NewReaderChange,
): Promise<void> {
  const { moves, removals = [], keptCopies, marks, ...rest } = change;
  const data = {
    ...rest,
    moves: asJson(moves),
    removals: asJson(removals),
    keptCopies: asJson(keptCopies),
  };
  await prisma.readerChange.create({
    data: marks === null ? data : { ...data, marks: asJson(marks) },
  });
}

/** Serialises what begins to move readers of an environment, inside its transaction. */
async function lockReaders(tx: Sql, environment: string): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('readers:' || $1, 0))`, [
    environment,
  ]);
}

// Longer than a search engine may take to carry out what it was sent.
const sentForSeconds = 120;

/**
 * Whether a person's change of readers is on its way, or any was recorded since then: what the
 * aliases show meanwhile is not to be held against what was recorded before. `since` null: on its
 * way alone.
 */
export async function areReadersMoving(
  sql: Sql,
  environment: string,
  since: Date | null,
): Promise<boolean> {
  const rows = await sql.rows(
    `select 1 from reader_change where environment = $1 and (
       (outcome = 'sent' and at > clock_timestamp() - make_interval(secs => $3::double precision))
       or (outcome = 'done' and at > $2::timestamptz)) limit 1`,
    [environment, since, sentForSeconds],
  );
  return rows.length > 0;
}

/**
 * Writes down that this index is about to be dropped. False: readers use it, or may be on their way
 * there. While it counts, no change of readers that leads there begins. Repeated, it counts anew.
 */
export async function beginDrop(tx: Sql, environment: string, index: string): Promise<boolean> {
  await lockReaders(tx, environment);
  const touched = await tx.run(
    `update generation set dropping_at = clock_timestamp()
     where environment = $1 and index_name = $2 and role <> 'live' and not exists (
       select from reader_change c, jsonb_array_elements(c.moves) move
       where c.environment = $1 and c.outcome in ('sent', 'not-known')
         and c.at > clock_timestamp() - make_interval(secs => $3::double precision)
         and move->>'to' = $2)`,
    [environment, index, sentForSeconds],
  );
  return touched === 1;
}

/** It was refused: the index stays. */
export async function endDrop(sql: Sql, environment: string, index: string): Promise<void> {
  await sql.run(
    'update generation set dropping_at = null where environment = $1 and index_name = $2',
    [environment, index],
  );
}

/** A change as it is about to be sent, or why it may not be: nothing is written then. */
export type SentChange =
  | { readonly id: number }
  | { readonly id: null; readonly busyWith: { readonly actor: string; readonly kind: string } }
  /** A request to drop an index that it leads to is on its way. */
  | { readonly id: null; readonly dropping: string };

/**
 * Writes down what is about to be sent, one at a time in an environment. One that nobody has ended
 * for a while is one of which nobody knows whether it was carried out.
 */
export async function beginReaderChange(
  tx: Queryable,
  change: NewReaderChange,
): Promise<SentChange> {
  const { environment } = change;
  await lockReaders(tx, environment);
  const [sent] = await tx.rows<{ id: number; actor: string; kind: string; isOld: boolean }>(
    `select id, actor, kind,
       at < clock_timestamp() - make_interval(secs => $2::double precision) as "isOld"
     from reader_change where environment = $1 and outcome = 'sent'`,
    [environment, sentForSeconds],
  );
  if (sent?.isOld === false) return { id: null, busyWith: sent };
  const [dropping] = await tx.rows<{ index: string }>(
    `select index_name as "index" from generation
     where environment = $1 and index_name = any($2::text[])
       and dropping_at > clock_timestamp() - make_interval(secs => $3::double precision) limit 1`,
    [environment, change.moves.map(({ to }) => to), sentForSeconds],
  );
  if (dropping !== undefined) return { id: null, dropping: dropping.index };
  if (sent !== undefined) await leaveReaderChange(tx, sent.id);
  const { moves, removals = [], keptCopies, marks: _, ...rest } = change;
  const { id } = await tx.prisma.readerChange.create({
    data: {
      ...rest,
      moves: asJson(moves),
      removals: asJson(removals),
      keptCopies: asJson(keptCopies),
      outcome: 'sent',
    },
    select: { id: true },
  });
  return { id: Number(id) };
}

/** It was carried out. Repeated, it changes nothing. */
export async function endReaderChange(
  sql: Sql,
  id: number,
  marks: readonly WriteMark[] | null,
): Promise<void> {
  await sql.run(
    `update reader_change set outcome = 'done', at = clock_timestamp(), marks = $2::jsonb
     where id = $1 and outcome <> 'done'`,
    [id, marks === null ? null : JSON.stringify(marks)],
  );
}

/** Whether readers were moved again, or it was ended, since this change was sent. */
export async function isOvertaken(sql: Sql, environment: string, id: number): Promise<boolean> {
  const [row] = await sql.rows<{ isOvertaken: boolean }>(
    `select exists (
       select from reader_change where environment = $1 and id >= $2 and outcome = 'done'
     ) as "isOvertaken"`,
    [environment, id],
  );
  return row?.isOvertaken === true;
}

/** Nobody knows whether it was carried out. */
export async function leaveReaderChange({ prisma }: Queryable, id: number): Promise<void> {
  await prisma.readerChange.updateMany({
    where: { id, outcome: 'sent' },
    data: { outcome: 'not-known' },
  });
}

/** It was refused: nothing was done. */
export async function dropReaderChange({ prisma }: Queryable, id: number): Promise<void> {
  await prisma.readerChange.deleteMany({ where: { id, outcome: { not: 'done' } } });
}

/** Longer than what was sent takes to be recorded where the database answers. */
export const recordedWithinSeconds = 15;

/**
 * The newest of which nobody knows whether it was carried out, or that nobody has ended for so many
 * seconds; null: there is none.
 */
export async function findUnknownChange(
  sql: Sql,
  environment: string,
  kind: ReaderChangeKind,
  endedWithinSeconds = sentForSeconds,
): Promise<ReaderChange | null> {
  const [row] = await sql.rows<ReaderChange>(
    `select ${columns} from reader_change
     where environment = $1 and kind = $2 and (outcome = 'not-known' or outcome = 'sent'
       and at < clock_timestamp() - make_interval(secs => $3::double precision))
     order by id desc limit 1`,
    [environment, kind, endedWithinSeconds],
  );
  return row ?? null;
}

/** One of which nobody has said yet what became of it. */
export interface UnsettledChange extends ReaderChange {
  /** Longer ago than a search engine may take to carry out what it was sent. */
  readonly isOld: boolean;
  /** Whether readers were moved again, and that recorded, since it was sent. */
  readonly isOvertaken: boolean;
}

/**
 * The oldest first: those whose answer was lost, and those that a process has sent and not ended
 * for so long that it is taken for dead. None while one is being carried out.
 */
export function listUnsettled(sql: Sql, environment: string): Promise<UnsettledChange[]> {
  return sql.rows<UnsettledChange>(
    `select ${columns}, is_old as "isOld", exists (
       select from reader_change later where later.environment = $1 and later.id > c.id
         and later.outcome = 'done') as "isOvertaken"
     from (
       select *, at < clock_timestamp() - make_interval(secs => $2::double precision) as is_old
       from reader_change where environment = $1 and outcome in ('sent', 'not-known')) c
     where not exists (
       select from reader_change where environment = $1 and outcome = 'sent'
         and at >= clock_timestamp() - make_interval(secs => $2::double precision))
     order by id`,
    [environment, sentForSeconds],
  );
}

/**
 * What became of one of those. It keeps the time at which it was sent. False: somebody has said it
 * meanwhile, or sends another one just now. The transaction keeps others from it.
 */
export async function settleChange(
  tx: Queryable,
  { environment, id }: Pick<UnsettledChange, 'environment' | 'id'>,
  outcome: 'done' | 'not-done' | 'overtaken',
): Promise<boolean> {
  await lockReaders(tx, environment);
  const [still] = (await listUnsettled(tx, environment)).filter((one) => one.id === id);
  if (still === undefined) return false;
  await tx.prisma.readerChange.updateMany({ where: { id }, data: { outcome } });
  return true;
}

/** Whether the swap of this run is recorded already. */
export async function hasSwapOf(
  { prisma }: Queryable,
  environment: string,
  runName: string,
): Promise<boolean> {
  const where = { environment, runName, kind: 'swap' };
  return (await prisma.readerChange.count({ where })) > 0;
}

/** When the console last changed what readers of each get; one without is left out. */
export async function readReadersChanged(
  sql: Sql,
  environments: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await sql.rows<{ environment: string; at: Date }>(
    `select environment, max(at) as at from reader_change
     where environment = any($1::text[]) and outcome = 'done' group by environment`,
    [environments],
  );
  return new Map(rows.map(({ environment, at }) => [environment, at]));
}

/** Those that were carried out, the newest first, at most `limit`. */
export function listReaderChanges(
  sql: Sql,
  environment: string,
  limit: number,
): Promise<ReaderChange[]> {
  return sql.rows<ReaderChange>(
    `select ${columns} from reader_change where environment = $1 and outcome = 'done'
     order by at desc, id desc limit $2::integer`,
    [environment, limit],
  );
}

/** Roll backs that were carried out, the newest first, at most `limit`. */
export function listRollBacks(
  sql: Sql,
  environment: string,
  limit: number,
): Promise<ReaderChange[]> {
  return sql.rows<ReaderChange>(
    `select ${columns} from reader_change
     where environment = $1 and kind = 'rollback' and outcome = 'done'
     order by at desc, id desc limit $2::integer`,
    [environment, limit],
  );
}
