import { isDeepStrictEqual } from 'node:util';
import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import type { Contract, ContractAlias, PlannedContract } from './requests.ts';

/** JSON as it is written, for columns of tables; the types of Prisma take no readonly lists. */
export function asJson(value: object): object {
  // What is written from an object or a list is read as one.
  return JSON.parse(JSON.stringify(value)) as object;
}

/** `edit`: by an admin; `reset`: back to the pipeline's own. */
export type ContractKind = 'run' | 'rollback' | 'edit' | 'reset';

/** What an edit was made from: it holds until the pipeline plans something else. */
export interface MadeFrom {
  /** `documented`, version 1. Null: not known. */
  readonly pipeline: PlannedContract['pipeline'] | null;
  readonly aliases: readonly ContractAlias[];
}

/** A contract as it was in force from `since` on. */
export interface StoredContract extends Contract {
  readonly environment: string;
  readonly version: number;
  /** The run that brought it, or the person who changed it. */
  readonly actor: string;
  readonly runName: string | null;
  readonly since: Date;
  readonly kind: ContractKind;
  readonly reason: string | null;
}

/** The newest word of an admin on what the contract is to be. */
export interface ContractDecision {
  readonly version: number;
  readonly kind: 'edit' | 'reset';
  readonly actor: string;
  readonly reason: string | null;
  /** ISO 8601. */
  readonly since: string;
  readonly aliases: readonly ContractAlias[];
  /** Null of a reset. */
  readonly madeFrom: MadeFrom | null;
}

/** With the newest decision of an admin, which a roll back does not undo; null: there is none. */
export interface DecidedContract extends StoredContract {
  readonly decision: ContractDecision | null;
}

const columns = `environment, version, aliases, indexes, actor, run_name as "runName",
  created_at as "since", kind, reason`;

const decision = `(select jsonb_build_object('version', d.version, 'kind', d.kind,
    'actor', d.actor, 'reason', d.reason, 'since', d.created_at, 'aliases', d.aliases,
    'madeFrom', d.made_from)
  from index_contract d
  where d.environment = index_contract.environment and d.kind in ('edit', 'reset')
  order by d.version desc limit 1)`;

/** The newest of each environment, in one statement. */
export function newestContracts(
  sql: Sql,
  environments: readonly string[],
): Promise<DecidedContract[]> {
  return sql.rows<DecidedContract>(
    `select distinct on (environment) ${columns}, ${decision} as decision from index_contract
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

/** Null: there is no such version. */
export async function contractOfVersion(
  sql: Sql,
  environment: string,
  version: number,
): Promise<StoredContract | null> {
  const [found] = await sql.rows<StoredContract>(
    `select ${columns} from index_contract where environment = $1 and version = $2::integer`,
    [environment, version],
  );
  return found ?? null;
}

/** The newest first, at most `limit`. */
export function listContracts(
  sql: Sql,
  environment: string,
  limit: number,
): Promise<StoredContract[]> {
  return sql.rows<StoredContract>(
    `select ${columns} from index_contract where environment = $1
     order by version desc limit $2::integer`,
    [environment, limit],
  );
}

/** Whether what the admin has decided is an edit that holds where the pipeline plans these. */
export const isStanding = (
  { kind, madeFrom }: ContractDecision,
  own: readonly ContractAlias[],
): boolean =>
  kind === 'edit' && madeFrom !== null && isDeepStrictEqual(asJson(madeFrom.aliases), asJson(own));

/** Serialises the versions of an environment, inside a transaction. */
export async function lockContract(tx: Sql, environment: string): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('contract:' || $1, 0))`, [
    environment,
  ]);
}

/** The same of all environments on a cluster; before `lockContract`. */
export async function lockCluster(tx: Sql, cluster: string): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('contracts on:' || $1, 0))`, [
    cluster,
  ]);
}

export interface NewContract {
  readonly kind: ContractKind;
  readonly actor: string;
  readonly runName: string | null;
  readonly reason?: string;
  readonly madeFrom?: MadeFrom;
}

async function insertContract(
  tx: Queryable,
  environment: string,
  version: number,
  { aliases, indexes }: Contract,
  { madeFrom, ...by }: NewContract,
): Promise<number> {
  await tx.prisma.indexContract.create({
    data: {
      environment,
      version,
      aliases: asJson(aliases),
      indexes: asJson(indexes),
      ...by,
      ...(madeFrom !== undefined && { madeFrom: asJson(madeFrom) }),
    },
  });
  return version;
}

/** A new version where it differs from the newest one; the version in force. */
export async function saveContract(
  tx: Queryable,
  environment: string,
  contract: Contract,
  by: NewContract,
): Promise<number> {
  await lockContract(tx, environment);
  const [newest] = await newestContracts(tx, [environment]);
  const inJson = ({ aliases, indexes }: Contract) => [asJson(aliases), asJson(indexes)];
  if (newest !== undefined && isDeepStrictEqual(inJson(contract), inJson(newest)))
    return newest.version;
  return insertContract(tx, environment, (newest?.version ?? 0) + 1, contract, by);
}

/** A new version, also where only who decided it is new. The lock is held by the caller. */
export async function decideContract(
  tx: Queryable,
  environment: string,
  contract: Contract,
  by: NewContract,
): Promise<number> {
  const [newest] = await newestContracts(tx, [environment]);
  return insertContract(tx, environment, (newest?.version ?? 0) + 1, contract, by);
}
