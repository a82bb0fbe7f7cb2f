import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { listGenerations } from '../store.ts';
import type { AliasCheck, GenerationCheck } from '../model.ts';
import type { Contract, ContractAlias } from '../requests.ts';
import { unknownContract } from './check-alias.ts';
import { unknownGeneration } from './compare-generation.ts';
import { expectedTargets } from './expected-targets.ts';
import { observeAliases } from './observe-aliases.ts';
import { comparedGenerations } from './observe-generations.ts';

export interface CheckedContract {
  readonly aliases: readonly AliasCheck[];
  readonly generations: readonly GenerationCheck[];
}

/**
 * Every alias of the contract and every generation that users read or a run fills, as they are now;
 * all `not-known` when the search side cannot be read. Rejects with a FaultError when the database
 * is away.
 */
export async function checkWholeContract(
  { search, database, environment }: World,
  { aliases, indexes }: Contract,
): Promise<CheckedContract> {
  const records = await listGenerations(database, environment.name);
  try {
    const { checks, generations } = await observeAliases(search, aliases, records, indexes);
    return { aliases: checks, generations };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const live = expectedTargets(aliases, records, []);
    return {
      aliases: unknownContract(aliases, error.fault),
      generations: comparedGenerations(aliases, indexes, records, [], live).map((one) =>
        unknownGeneration(one, error.fault),
      ),
    };
  }
}

/** The same of the aliases alone. */
export async function checkContract(
  world: World,
  aliases: readonly ContractAlias[],
): Promise<readonly AliasCheck[]> {
  return (await checkWholeContract(world, { aliases, indexes: [] })).aliases;
}
