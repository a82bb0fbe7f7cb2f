export { cancelRun } from './cancel-run.ts';
export { syncRetentions } from './clean-up.ts';
export { failingRun, servicesOfRuns } from './failing-run.ts';
export { listRecords } from './list-records.ts';
export { listRuns } from './list-runs.ts';
export { startReadiness } from './readiness.ts';
export { runWorker } from './engine/run-worker.ts';
export { runObserver } from './observed/observe-run.ts';
export { contractOf, contractsOf, contractToChange, sharedName } from './contract-of.ts';
export { recordLastSwap } from './record-swap.ts';
export { findRun, hasRun, showRun } from './show-run.ts';
export { syncShell } from './shell-facts.ts';
export { startRun } from './start-run.ts';
export { startedUnder } from './started-under.ts';
export type { Pace, SyncWorld } from './world.ts';
export type { DataStage, Pipeline } from './pipeline.ts';
export { current } from './pipelines/current.ts';
export { documented } from './pipelines/documented.ts';
export { closeSources, openSources } from './participants/open-sources.ts';
export type { Sources } from './participants/sources.ts';
export { editsOfRun } from './edits.ts';
export { isBalanced } from './ledger.ts';
export * from './model.ts';
export * from './record-list.ts';
export * from './run-list.ts';
export type * from './shell-model.ts';
export {
  contradictionsOfSync,
  expectationsOf,
  isSynthetic,
  keepDaysOf,
  paceOf,
  participantEntry,
  syncVariables,
  triggerOf,
} from './env.ts';
export { parseRunName } from './run-name.ts';
export { triedAgain, waitOf } from './waits.ts';
export { cancelSync, startSync, syncPermissions } from './permissions.ts';
