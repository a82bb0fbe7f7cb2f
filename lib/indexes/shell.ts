import type { World } from '#lib/platform/world.ts';
import { getIndexOverview } from './get-index-overview.ts';
import { hasDrifted, isUnbuilt, type IndexesShell } from './model.ts';
import type { ContractAlias } from './requests.ts';

/** One statement. An engine that is slow is not waited for longer than `withinMs`. */
export async function indexesShell(
  world: World,
  contract: readonly ContractAlias[],
  withinMs: number,
): Promise<IndexesShell> {
  const { name } = world.environment;
  const view = await getIndexOverview(world, { aliases: contract }, name, withinMs);
  return {
    aliases: view.aliases.length,
    drifted: view.aliases.filter(hasDrifted),
    notKnown: view.aliases.filter(({ state }) => state === 'not-known').length,
    isUnbuilt: isUnbuilt(view),
    asOf: view.asOf,
    failedSince: view.failedSince,
  };
}
