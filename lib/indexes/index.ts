export { abandonGenerations } from './generations/abandon-generations.ts';
export { compareGenerations } from './compare/compare-generations.ts';
export * from './compare/comparison.ts';
export { checkContract, checkContractNow, checkWholeContract } from './contract/check-contract.ts';
export { createGenerations } from './generations/create-generations.ts';
export { indexesVariables } from './env.ts';
export { probeContract } from './monitor/probe-contract.ts';
export { probeWhileStill } from './monitor/probe-while-still.ts';
export { probeTerms } from './monitor/observe-now.ts';
export { indexesRetentions } from './monitor/retention.ts';
export { mendReaders, type Aftermath } from './readers/mend-readers.ts';
export { markWrites } from './readers/mark-writes.ts';
export { areReadersGettingBoth, leftBehindInWords } from './readers/plan-swap.ts';
export { isMoveOn, parseIndexName } from './generations/names.ts';
export { checkSwap, readReaders } from './readers/read-aliases.ts';
export { makeSearchable } from './generations/make-searchable.ts';
export * from './counts/model.ts';
export type * from './health/model.ts';
export * from './contract-edit/model.ts';
export * from './generations/model.ts';
export * from './model.ts';
export { getDocuments } from './counts/get-documents.ts';
export { getClusterHealth } from './health/get-cluster-health.ts';
export { getIndexOverview, getReadersNow, type ReadersNow } from './get-index-overview.ts';
export { editContract, previewContract, resetContract } from './contract-edit/edit-contract.ts';
export { acceptAlias, previewAccept } from './contract-edit/accept-alias.ts';
export type { ContractToChange } from './contract-edit/plan-contract.ts';
export { showContract } from './contract-edit/show-contract.ts';
export {
  readContracts,
  readNextAliases,
  settleContract,
  type ContractInForce,
  type NextAliases,
} from './read-contract.ts';
export { reconcileGenerations } from './generations/reconcile-generations.ts';
export type {
  Contract,
  ContractAlias,
  CreateGenerations,
  GenerationRun,
  FillingStage,
  IndexFamily,
  PlannedContract,
  RecordedSwap,
  SwapGenerations,
  SwapOutcome,
} from './requests.ts';
export { adoptIndex } from './generations/adopt-index.ts';
export { noteGeneration } from './generations/note-generation.ts';
export { retireGeneration } from './generations/retire-generation.ts';
export {
  acceptAliases,
  adoptIndexes,
  editAliasContract,
  indexesPermissions,
  noteGenerations,
  removeAliases,
  repairIndexes,
  resetAliasContract,
  retireIndexes,
  rollBackIndexes,
} from './permissions.ts';
export { readRollBacks, type RollBacks } from './readers/read-roll-backs.ts';
export { previewRollBack, rollBack } from './readers/roll-back.ts';
export { previewRepair, repairAliases } from './readers/repair-aliases.ts';
export { previewRemove, removeAlias } from './readers/remove-alias.ts';
export { retireGenerations } from './generations/retire-generations.ts';
export { isSeenDue, recordSeen } from './pages/record-seen.ts';
export { seenByAll, seenByBody, tryList } from './pages/read-seen.ts';
export { listCondition, type ListQuery, type UsersPage } from './pages/users-page.ts';
export { settleChanges } from './readers/settle-changes.ts';
export { settleRetirements } from './generations/settle-retirements.ts';
export { settleAndFollow, settleSwap } from './readers/settle-swap.ts';
export { hasUnrecordedSwap, listGenerationsIn, type Generation } from './store.ts';
export { indexesShell } from './shell-facts.ts';
export { swapGenerations } from './readers/swap-generations.ts';
export { driftNow } from './monitor/drift-now.ts';
export { isOpenDrift } from './monitor/open-drift.ts';
