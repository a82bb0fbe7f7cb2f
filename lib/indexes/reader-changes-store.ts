import type { Queryable } from '#lib/platform/database/database.ts';
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
}

export async function addReaderChange(
  { prisma }: Queryable,
  change: NewReaderChange,
): Promise<void> {
  const { moves, keptCopies, ...rest } = change;
  // JSON as it is written; the types of Prisma do not know that readonly lists are.
  const asJson = (value: unknown): object => JSON.parse(JSON.stringify(value)) as object;
  await prisma.readerChange.create({
    data: { ...rest, moves: asJson(moves), keptCopies: asJson(keptCopies) },
  });
}
