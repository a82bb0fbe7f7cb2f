import { isDeepStrictEqual } from 'node:util';
import type { AliasState } from '#lib/platform/search/port.ts';
import { describeFilter } from './describe-filter.ts';
import type { AliasCheck, AliasVerdict } from './model.ts';
import { isGenerationOf } from './names.ts';
import type { ContractAlias } from './requests.ts';
import { liveIndexOf } from './rules.ts';

const inWords = (filter: AliasState['filter']): string | null =>
  filter === null ? null : filter === 'foreign' ? 'another filter' : describeFilter(filter);

function verdictOf(
  alias: ContractAlias,
  observed: readonly AliasState[],
  live: string | null,
): AliasVerdict {
  const [state] = observed;
  if (state === undefined) return 'missing';
  const isInFamily = observed.length === 1 && isGenerationOf(alias.target, state.index);
  // All aliases of a family must show the same generation as the alias of its name.
  const isWithFamily = live === null || state.index === live;
  return isInFamily && isWithFamily && isDeepStrictEqual(state.filter, alias.filter)
    ? 'matches'
    : 'different';
}

/**
 * Each alias of the contract against what the engine says. `concrete` are the indexes that exist:
 * one that holds an alias' name is a difference and not a missing alias, because readers do get
 * finds from it.
 */
export function compareWithContract(
  contract: readonly ContractAlias[],
  states: readonly AliasState[],
  concrete: ReadonlySet<string>,
): readonly AliasCheck[] {
  return contract.map((alias) => {
    const observed = states.filter((state) => state.name === alias.name);
    const live = liveIndexOf(alias.target, states);
    const isConcrete = observed.length === 0 && concrete.has(alias.name);
    return {
      name: alias.name,
      expectedTarget: live !== null && isGenerationOf(alias.target, live) ? live : alias.target,
      expectedFilter: inWords(alias.filter),
      observedTarget: isConcrete
        ? alias.name
        : observed.length === 0
          ? null
          : observed
              .map((state) => state.index)
              .sort()
              .join(', '),
      observedFilter: inWords(observed[0]?.filter ?? null),
      documents: null,
      state: isConcrete ? 'different' : verdictOf(alias, observed, live),
    };
  });
}

/** Nothing could be read: nothing is claimed. */
export function unknownContract(contract: readonly ContractAlias[]): readonly AliasCheck[] {
  return contract.map((alias) => ({
    name: alias.name,
    expectedTarget: alias.target,
    expectedFilter: inWords(alias.filter),
    observedTarget: null,
    observedFilter: null,
    documents: null,
    state: 'not-known',
  }));
}

/** Aliases on generations of the contract's families that the contract does not name. */
export function unexpectedAliases(
  contract: readonly ContractAlias[],
  states: readonly AliasState[],
): readonly { name: string; target: string }[] {
  const bases = [...new Set(contract.map((alias) => alias.target))];
  return states
    .filter(
      (state) =>
        contract.every((alias) => alias.name !== state.name) &&
        bases.some((base) => isGenerationOf(base, state.index)),
    )
    .map((state) => ({ name: state.name, target: state.index }));
}
