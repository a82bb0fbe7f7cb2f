import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { listGenerations } from '../store.ts';
import type { AliasCheck } from '../model.ts';
import type { ContractAlias } from '../requests.ts';
import { unknownContract } from './check-alias.ts';
import { observeAliases } from './observe-aliases.ts';

/**
 * Every alias of the contract as it is now; all `not-known` when the search side cannot be read.
 * Rejects with a FaultError when the database is away.
 */
export async function checkContract(
  world: World,
  contract: readonly ContractAlias[],
): Promise<readonly AliasCheck[]> {
  const records = await listGenerations(world.database, world.environment.name);
  try {
    return (await observeAliases(world.search, contract, records)).checks;
  } catch (error) {
    if (error instanceof FaultError) return unknownContract(contract, error.fault);
    throw error;
  }
}
