export { abandonGenerations } from './abandon-generations.ts';
export { checkContract } from './check-contract.ts';
export { createGenerations } from './create-generations.ts';
export { describeFilter } from './describe-filter.ts';
export { mendReaders } from './mend-readers.ts';
export { checkSwap, readReaders } from './read-aliases.ts';
export { makeSearchable } from './make-searchable.ts';
export * from './model.ts';
export { getIndexOverview } from './get-index-overview.ts';
export { reconcileGenerations } from './reconcile-generations.ts';
export type {
  ContractAlias,
  CreateGenerations,
  GenerationRun,
  IndexFamily,
  RecordedSwap,
  SwapGenerations,
  SwapOutcome,
} from './requests.ts';
export { retireGenerations } from './retire-generations.ts';
export { settleSwap } from './settle-swap.ts';
export { indexesShell } from './shell-facts.ts';
export { swapGenerations } from './swap-generations.ts';
