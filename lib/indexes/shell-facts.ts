import type { ConsoleWorld, World } from '#lib/platform/world.ts';
import { overviewFrom } from './get-index-overview.ts';
import { hasDrifted, isUnbuilt, type IndexesShell } from './model.ts';
import type { ContractInForce } from './read-contract.ts';
import { listGenerationsIn } from './store.ts';

/**
 * By environment. One statement for all of them; an engine that is slow is not waited for longer
 * than `withinMs`. `contracts` are those of the environments, by name.
 */
export async function indexesShell<E extends World>(
  { database, environments }: Pick<ConsoleWorld<E>, 'database' | 'environments'>,
  contracts: ReadonlyMap<string, ContractInForce>,
  withinMs: number,
): Promise<ReadonlyMap<string, IndexesShell>> {
  const names = environments.map(({ environment }) => environment.name);
  const rows = await listGenerationsIn(database, names);
  const shells = environments.map(async (world) => {
    const { name } = world.environment;
    const contract = contracts.get(name) ?? { aliases: [], indexes: [], pages: [], version: null };
    const own = rows.filter((row) => row.environment === name);
    const view = await overviewFrom(own, world, contract, name, withinMs);
    const shell = {
      aliases: view.aliases.length,
      drifted: view.aliases.filter(hasDrifted),
      usersSee: view.affected.byAlias,
      notKnown: view.aliases.filter(({ state }) => state === 'not-known').length,
      isUnbuilt: isUnbuilt(view),
      asOf: view.asOf,
      failedSince: view.failedSince,
    };
    return [name, shell] as const;
  });
  return new Map(await Promise.all(shells));
}
