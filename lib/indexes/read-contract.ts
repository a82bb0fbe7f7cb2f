import type { Sql } from '#lib/platform/database/database.ts';
import { newestContracts, type StoredContract } from './contract-store.ts';
import type { PlannedContract } from './requests.ts';

/** A contract with its number; null: nothing has settled yet, and it is what the sync plans. */
export interface ContractInForce extends PlannedContract {
  readonly version: number | null;
}

// The users' pages are those of the services that run today, whichever aliases are in force; and
// what may be shown is for today's definition to say.
const inForce = (
  stored: StoredContract | undefined,
  { aliases, indexes, ...users }: PlannedContract,
): ContractInForce => ({ aliases, indexes, version: null, ...stored, ...users });

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
