import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { compareWithContract, unknownContract } from './compare-with-contract.ts';
import type { AliasCheck } from '../model.ts';
import type { ContractAlias } from '../requests.ts';

/** What a reader sees through the name; null where it is not known. */
export async function countVisible(search: Search, target: string): Promise<number | null> {
  try {
    return await search.count(target);
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
}

/**
 * Every alias of the contract as it is now; all `not-known` when the search side cannot be read.
 */
export async function checkContract(
  world: World,
  contract: readonly ContractAlias[],
): Promise<readonly AliasCheck[]> {
  const { search } = world;
  try {
    const states = await search.aliases();
    const indexes = new Map((await search.indexes()).map((index) => [index.name, index]));
    const checks = compareWithContract(contract, states, indexes);
    return await Promise.all(
      checks.map(async (check) => ({
        ...check,
        documents: check.observedTarget === null ? null : await countVisible(search, check.name),
      })),
    );
  } catch (error) {
    if (error instanceof FaultError) return unknownContract(contract);
    throw error;
  }
}
