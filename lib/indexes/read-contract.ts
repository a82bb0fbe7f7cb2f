import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import {
  isStanding,
  lockContract,
  newestContracts,
  saveContract,
  type DecidedContract,
} from './contract-store.ts';
import type { ContractEdit } from './model.ts';
import type { Contract, ContractAlias, PlannedContract } from './requests.ts';

/** A contract with its number; null: nothing has settled yet, and it is what the sync plans. */
export interface ContractInForce extends PlannedContract {
  readonly version: number | null;
  /** What the pipeline plans by itself. */
  readonly planned: Contract;
  /** The edit of an admin that is in force or that the next sync goes by; null: there is none. */
  readonly edit: ContractEdit | null;
}

function editOf(
  stored: DecidedContract | undefined,
  planned: readonly ContractAlias[],
): ContractEdit | null {
  const decision = stored?.decision ?? null;
  if (stored === undefined || decision?.kind !== 'edit') return null;
  const holds = isStanding(decision, planned);
  if (!holds && stored.version !== decision.version) return null;
  const { version, actor, reason, since, madeFrom } = decision;
  return {
    version,
    actor,
    reason,
    at: new Date(since).toISOString(),
    pipeline: madeFrom?.pipeline ?? null,
    isForNextSync: holds,
  };
}

// The users' pages are those of the services that run today, whichever aliases are in force; and
// what may be shown is for today's definition to say.
const inForce = (
  stored: DecidedContract | undefined,
  { aliases, indexes, ...users }: PlannedContract,
): ContractInForce => ({
  aliases: stored?.aliases ?? aliases,
  indexes: stored?.indexes ?? indexes,
  version: stored?.version ?? null,
  planned: { aliases, indexes },
  edit: editOf(stored, aliases),
  ...users,
});

/**
 * What readers of each environment should find: what its last settled run brought or a person made
 * of it, and before that what the sync plans. One statement for all of them.
 */
export async function readContracts(
  sql: Sql,
  planned: ReadonlyMap<string, PlannedContract>,
): Promise<ReadonlyMap<string, ContractInForce>> {
  const stored = await newestContracts(sql, [...planned.keys()]);
  const byName = new Map(stored.map((contract) => [contract.environment, contract]));
  return new Map(
    [...planned].map(([environment, plan]) => [
      environment,
      inForce(byName.get(environment), plan),
    ]),
  );
}

/** What the next swap leads to. */
export interface NextAliases {
  readonly aliases: readonly ContractAlias[];
  /** The newest decision of an admin that was looked at, as its version; null: there is none. */
  readonly decision: number | null;
  /** Who has edited them; null: they are the pipeline's own. */
  readonly editedBy: string | null;
}

/**
 * The aliases of the next swap: those of an admin's edit while the pipeline still plans what it was
 * made from, else the pipeline's own.
 */
export async function readNextAliases(
  sql: Sql,
  environment: string,
  own: readonly ContractAlias[],
): Promise<NextAliases> {
  const [newest] = await newestContracts(sql, [environment]);
  const decision = newest?.decision ?? null;
  const edit = decision !== null && isStanding(decision, own) ? decision : null;
  return {
    aliases: edit?.aliases ?? own,
    decision: decision?.version ?? null,
    editedBy: edit?.actor ?? null,
  };
}

/**
 * What a sync that the console has only watched has left is to be the contract from now on, as far
 * as no admin has decided otherwise.
 */
export async function settleContract(
  tx: Queryable,
  environment: string,
  { aliases: own, indexes }: Contract,
  runName: string,
): Promise<void> {
  await lockContract(tx, environment);
  const { aliases } = await readNextAliases(tx, environment, own);
  const by = { kind: 'run' as const, actor: runName, runName };
  await saveContract(tx, environment, { aliases, indexes }, by);
}
