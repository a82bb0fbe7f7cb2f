import { isDeepStrictEqual } from 'node:util';
import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { Contract } from './requests.ts';

/** JSON as it is written, for columns of tables; the types of Prisma take no readonly lists. */
export function asJson(value: object): object {
  // What is written from an object or a list is read as one.
  return JSON.parse(JSON.stringify(value)) as object;
}

/** A contract as it was in force from `since` on. */
export interface StoredContract extends Contract {
  readonly environment: string;
  readonly version: number;
  /** The run that brought it, or the person who changed it. */
  readonly actor: string;
  readonly runName: string | null;
  readonly since: Date;
}

const columns = `environment, version, aliases, indexes, actor, run_name as "runName",
  created_at as "since"`;

/** The newest of each environment, in one statement. */
export function newestContracts(
  sql: Sql,
  environments: readonly string[],
): Promise<StoredContract[]> {
  return sql.rows<StoredContract>(
    `select distinct on (environment) ${columns} from index_contract
     where environment = any($1::text[]) order by environment, version desc`,
    [environments],
  );
}

/** The one in force at that moment; null where none was stored yet. */
export async function contractAt(
  sql: Sql,
  environment: string,
  at: Date,
): Promise<StoredContract | null> {
  const [found] = await sql.rows<StoredContract>(
    `select ${columns} from index_contract where environment = $1 and created_at <= $2
     order by version desc limit 1`,
    [environment, at],
  );
  return found ?? null;
}

/** A new version where it differs from the newest one; the version in force. */
export async function saveContract(
  tx: Queryable,
  environment: string,
  { aliases, indexes }: Contract,
  by: { readonly actor: string; readonly runName: string | null },
): Promise<number> {
  const [newest] = await newestContracts(tx, [environment]);
  const given = { aliases: asJson(aliases), indexes: asJson(indexes) };
  if (
    newest !== undefined &&
    isDeepStrictEqual(given, {
      aliases: asJson(newest.aliases),
      indexes: asJson(newest.indexes),
    })
  )
    return newest.version;
  const version = (newest?.version ?? 0) + 1;
  await tx.prisma.indexContract.create({ data: { environment, version, ...given, ...by } });
  return version;
}
