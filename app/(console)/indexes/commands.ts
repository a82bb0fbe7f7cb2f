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

type Contract = Awaited<ReturnType<typeof contractOf>>;

/** Commands of the indexes are told what readers should find. */
const withContract =
  <I, R>(run: (world: WebWorld, contract: Contract, actor: Actor, input: I) => Promise<R>) =>
  async (world: WebWorld, actor: Actor, input: I): Promise<R> =>
    run(world, await contractOf(world), actor, input);

/** The commands of the indexes as actions and routes offer them. */
export const repairAliasesInEnvironment = {
  permission: repairIndexes,
  input: RepairAliases,
  worldOf,
  run: withContract(repairAliases),
};

export const rollBackInEnvironment = {
  permission: rollBackIndexes,
  input: RollBack,
  worldOf,
  run: withContract(rollBack),
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
  run: withContract(adoptIndex),
};
