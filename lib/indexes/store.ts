import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { GenerationRole } from './model.ts';
import type { GenerationRun } from './requests.ts';

/** What is recorded of one index. `dropped` rows stay as history. */
export interface Generation {
  readonly index: string;
  readonly base: string;
  readonly environment: string;
  readonly runId: string | null;
  readonly runName: string | null;
  readonly runNumber: number | null;
  readonly role: GenerationRole | 'dropped';
  readonly isKeptCopy: boolean;
  readonly documents: number | null;
  readonly createdAt: Date;
  readonly liveFrom: Date | null;
  readonly liveUntil: Date | null;
  /** When the console last changed what readers of the environment get; absent where not read. */
  readonly readersChangedAt?: Date | null;
}

const columns = `index_name as "index", base, environment, run_id as "runId",
  run_name as "runName", run_number as "runNumber", role, is_kept_copy as "isKeptCopy", documents,
  created_at as "createdAt", live_from as "liveFrom", live_until as "liveUntil"`;

/** Every generation of the environment that has not been dropped, newest first. */
export const listGenerations = (sql: Sql, environment: string): Promise<Generation[]> =>
  listGenerationsIn(sql, [environment]);

/** Whether generations of a run that has moved readers still count as being built. */
export async function hasUnrecordedSwap(
  { prisma }: Queryable,
  environment: string,
  runId: string,
): Promise<boolean> {
  const where = { environment, runId, role: 'building', isKeptCopy: false };
  return (await prisma.generation.count({ where })) > 0;
}

/** Those of several environments in one statement. */
export function listGenerationsIn(
  sql: Sql,
  environments: readonly string[],
): Promise<Generation[]> {
  return sql.rows<Generation>(
    `select ${columns}, (select max(c.at) from reader_change c
       where c.environment = generation.environment and c.outcome = 'done') as "readersChangedAt"
     from generation where environment = any($1::text[]) and role <> 'dropped'
     order by created_at desc, index_name`,
    [environments],
  );
}

/**
 * Dropped generations of the environment among these indexes: what was dropped and is there again.
 */
export function listDroppedAmong(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
): Promise<Generation[]> {
  return sql.rows<Generation>(
    `select ${columns} from generation
     where environment = $1 and role = 'dropped' and index_name = any($2::text[])
     order by created_at desc, index_name`,
    [environment, indexes],
  );
}

export interface NewGeneration {
  readonly index: string;
  readonly base: string;
  readonly environment: string;
  /** Null: no run made it. */
  readonly run: GenerationRun | null;
  readonly isKeptCopy: boolean;
}

/** False: the name belongs to another generation of the environment. */
export async function addGeneration({ prisma }: Queryable, added: NewGeneration): Promise<boolean> {
  const { index, run, ...rest } = added;
  const data = {
    ...rest,
    indexName: index,
    runId: run?.id ?? null,
    runName: run?.name ?? null,
    runNumber: run?.number ?? null,
    role: 'building',
  };
  const { count } = await prisma.generation.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/**
 * An index that no run of ours made, also where one of that name was a generation and was dropped.
 * `liveUntil`: when readers left it; null: it is not known.
 */
export async function addAdopted(
  sql: Sql,
  environment: string,
  index: string,
  base: string,
  liveUntil: Date | null,
): Promise<void> {
  await sql.run(
    `insert into generation as known (environment, index_name, base, role, live_until)
     values ($1, $2, $3, 'previous', $4)
     on conflict (environment, index_name) do update
     set base = excluded.base, role = 'previous', live_until = excluded.live_until,
       run_id = null, run_name = null, run_number = null, is_kept_copy = false, documents = null,
       created_at = clock_timestamp(), live_from = null, dropped_at = null, dropping_at = null
     where known.role = 'dropped'`,
    [environment, index, base, liveUntil],
  );
}

export async function recordDocuments(
  { prisma }: Queryable,
  environment: string,
  index: string,
  documents: number,
): Promise<void> {
  const where = { environment, indexName: index };
  await prisma.generation.updateMany({ where, data: { documents } });
}

/** Readers use it: from now on, unless it was already so. */
export async function recordLive(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
): Promise<void> {
  await sql.run(
    `update generation
     set role = 'live', live_from = clock_timestamp(), live_until = null, dropped_at = null
     where environment = $1 and index_name = any($2::text[]) and role <> 'live'`,
    [environment, indexes],
  );
}

/** Readers have left it: now, or before it was dropped. */
export async function recordPrevious(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
): Promise<void> {
  await sql.run(
    `update generation set role = 'previous', dropped_at = null,
       live_until = case when role = 'dropped' then coalesce(live_until, clock_timestamp())
         else clock_timestamp() end
     where environment = $1 and index_name = any($2::text[]) and role <> 'previous'`,
    [environment, indexes],
  );
}

/** It was never read, and is there: what was dropped, or what nobody fills any more. */
export async function recordUnread(
  { prisma }: Queryable,
  environment: string,
  indexes: readonly string[],
): Promise<void> {
  const roles = ['dropped', 'building'];
  const where = { environment, indexName: { in: [...indexes] }, role: { in: roles } };
  await prisma.generation.updateMany({ where, data: { role: 'abandoned', droppedAt: null } });
}

export async function recordDropped(
  sql: Sql,
  environment: string,
  indexes: readonly string[],
): Promise<void> {
  await sql.run(
    `update generation set role = 'dropped', dropped_at = clock_timestamp(), dropping_at = null
     where environment = $1 and index_name = any($2::text[]) and role <> 'dropped'`,
    [environment, indexes],
  );
}

/** It was being built and will never be read. */
export async function recordGivenUp(
  { prisma }: Queryable,
  environment: string,
  indexes: readonly string[],
): Promise<void> {
  const where = { environment, indexName: { in: [...indexes] }, role: 'building' };
  await prisma.generation.updateMany({ where, data: { role: 'abandoned' } });
}

export async function recordAbandoned(
  { prisma }: Queryable,
  environment: string,
  runId: string,
): Promise<void> {
  const where = { environment, runId, role: 'building' };
  await prisma.generation.updateMany({ where, data: { role: 'abandoned' } });
}
