import type { Actor } from '#lib/access/index.ts';
import { RepairAliases, repairAliases, repairIndexes } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { environmentWorld, type WebWorld } from '#lib/web/runtime.ts';

/** The commands of the indexes as actions and routes offer them. */
export const repairAliasesInEnvironment = {
  permission: repairIndexes,
  input: RepairAliases,
  worldOf: ({ environment }: RepairAliases) => environmentWorld(environment),
  run: async (world: WebWorld, actor: Actor, input: RepairAliases) =>
    repairAliases(world, await contractOf(world), actor, input),
};
