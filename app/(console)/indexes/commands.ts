import type { Actor } from '#lib/access/index.ts';
import {
  AcceptAlias,
  acceptAlias,
  acceptAliases,
  AdoptIndex,
  adoptIndex,
  adoptIndexes,
  editAliasContract,
  EditContract,
  editContract,
  NoteGeneration,
  noteGeneration,
  noteGenerations,
  PreviewContract,
  previewContract,
  RemoveAlias,
  removeAlias,
  removeAliases,
  RepairAliases,
  repairAliases,
  repairIndexes,
  resetAliasContract,
  ResetContract,
  resetContract,
  RetireGeneration,
  retireGeneration,
  retireIndexes,
  RollBack,
  rollBack,
  rollBackIndexes,
} from '#lib/indexes/index.ts';
import { contractOf, contractToChange } from '#lib/sync/index.ts';
import { commandAskedSeldom } from '#lib/web/ask-limit.ts';
import { consoleWorld, environmentWorld, type WebWorld } from '#lib/web/runtime.ts';

const worldOf = ({ environment }: { readonly environment: string }) =>
  environmentWorld(environment);

type Contract = Awaited<ReturnType<typeof contractOf>>;

/** Commands of the indexes are told what readers should find. */
const withContract =
  <I, R>(run: (world: WebWorld, contract: Contract, actor: Actor, input: I) => Promise<R>) =>
  async (world: WebWorld, actor: Actor, input: I): Promise<R> =>
    run(world, await contractOf(world), actor, input);

type Change = Awaited<ReturnType<typeof contractToChange>>;

/** Those that change the contract are told what the other environments have too. */
const changingContract =
  <I, R>(run: (world: WebWorld, change: Change, actor: Actor, input: I) => Promise<R>) =>
  async (world: WebWorld, actor: Actor, input: I): Promise<R> =>
    run(world, await contractToChange(consoleWorld(), world), actor, input);

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

export const noteGenerationInEnvironment = {
  permission: noteGenerations,
  input: NoteGeneration,
  worldOf,
  run: noteGeneration,
};

export const adoptIndexInEnvironment = {
  permission: adoptIndexes,
  input: AdoptIndex,
  worldOf,
  run: withContract(adoptIndex),
};

/**
 * Changes nothing; it is a command because a text is too long for an address. It asks the search
 * engine, as the other previews do.
 */
export const previewContractInEnvironment = {
  permission: editAliasContract,
  input: PreviewContract,
  worldOf,
  run: commandAskedSeldom(changingContract(previewContract)),
};

export const editContractInEnvironment = {
  permission: editAliasContract,
  input: EditContract,
  worldOf,
  run: changingContract(editContract),
};

export const resetContractInEnvironment = {
  permission: resetAliasContract,
  input: ResetContract,
  worldOf,
  run: changingContract(resetContract),
};

export const acceptAliasInEnvironment = {
  permission: acceptAliases,
  input: AcceptAlias,
  worldOf,
  run: changingContract(acceptAlias),
};

export const removeAliasInEnvironment = {
  permission: removeAliases,
  input: RemoveAlias,
  worldOf,
  run: withContract(removeAlias),
};
