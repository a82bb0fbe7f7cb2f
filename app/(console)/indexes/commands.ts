import type { Actor } from '#lib/access/index.ts';
import {
  AdoptIndex,
  adoptIndex,
  adoptIndexes,
  RepairAliases,
  repairAliases,
  repairIndexes,
  RetireGeneration,
  retireGeneration,
  retireIndexes,
  RollBack,
  rollBack,
  rollBackIndexes,
} from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { environmentWorld, type WebWorld } from '#lib/web/runtime.ts';

const worldOf = ({ environment }: { readonly environment: string }) =>
  environmentWorld(environment);

/** The commands of the indexes as actions and routes offer them. */
export const repairAliasesInEnvironment = {
  permission: repairIndexes,
  input: RepairAliases,
  worldOf,
  run: async (world: WebWorld, actor: Actor, input: RepairAliases) =>
    repairAliases(world, await contractOf(world), actor, input),
};

export const rollBackInEnvironment = {
  permission: rollBackIndexes,
  input: RollBack,
  worldOf,
  run: async (world: WebWorld, actor: Actor, input: RollBack) =>
    rollBack(world, await contractOf(world), actor, input),
};

export const retireGenerationInEnvironment = {
  permission: retireIndexes,
  input: RetireGeneration,
  worldOf,
  run: retireGeneration,
};

export const adoptIndexInEnvironment = {
  permission: adoptIndexes,
  input: AdoptIndex,
  worldOf,
  run: async (world: WebWorld, actor: Actor, input: AdoptIndex) =>
    adoptIndex(world, await contractOf(world), actor, input),
};
