import type { Sql } from '#lib/platform/database/database.ts';
import { newestContracts, type StoredContract } from './contract-store.ts';
import type { Contract } from './requests.ts';

/** A contract with its number; null: nothing has settled yet, and it is what the sync plans. */
export interface ContractInForce extends Contract {
  readonly version: number | null;
}

const inForce = (stored: StoredContract | undefined, planned: Contract): ContractInForce =>
  stored ?? { aliases: planned.aliases, indexes: planned.indexes, version: null };

/**
 * What readers of each environment should find: what its last settled run brought or a person made
 * of it, and before that what the sync plans. One statement for all of them.
 */
export async function readContracts(
  sql: Sql,
  planned: ReadonlyMap<string, Contract>,
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
