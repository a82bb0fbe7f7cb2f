import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { WriteMark } from '#lib/platform/search/port.ts';
import { asJson } from './as-json.ts';
import type { RecordedMove } from './requests.ts';

export type ReaderChangeKind = 'swap' | 'repair' | 'rollback';

/** One time that the console moved readers or put an alias right. */
export interface NewReaderChange {
  readonly environment: string;
  readonly kind: ReaderChangeKind;
  /** A person, or the run. */
  readonly actor: string;
  readonly reason: string | null;
  readonly runName: string | null;
  readonly moves: readonly RecordedMove[];
  readonly keptCopies: readonly { readonly of: string; readonly copy: string }[];
  /** Of what readers came to; null: not known. */
  readonly marks: readonly WriteMark[] | null;
}

export async function addReaderChange(
  { prisma }: Queryable,
  change: NewReaderChange,
): Promise<void> {
  const { moves, keptCopies, marks, ...rest } = change;
  const data = { ...rest, moves: asJson(moves), keptCopies: asJson(keptCopies) };
  await prisma.readerChange.create({
    data: marks === null ? data : { ...data, marks: asJson(marks) },
  });
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

export interface ReaderChange extends NewReaderChange {
  readonly id: number;
  readonly at: Date;
}

/** The newest first, at most `limit`. */
export function listReaderChanges(
  sql: Sql,
  environment: string,
  limit: number,
): Promise<ReaderChange[]> {
  return sql.rows<ReaderChange>(
    `select id, environment, at, kind, actor, reason, run_name as "runName", moves,
       kept_copies as "keptCopies", marks
     from reader_change where environment = $1 order by at desc, id desc limit $2::integer`,
    [environment, limit],
  );
}
