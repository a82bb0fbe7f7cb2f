import { isSameCondition } from '#lib/platform/search/conditions.ts';
import type { AliasSettings, AliasState, IndexInfo } from '#lib/platform/search/port.ts';
import { describeFilter } from './describe-filter.ts';
import type { AliasCheck, AliasVerdict, IndexHealth } from '../model.ts';
import { isGenerationOf } from '../generations/names.ts';
import type { ContractAlias } from '../requests.ts';
import { liveIndexOf } from '../readers/plan-swap.ts';

type Filter = AliasState['filter'];

const inWords = (filter: Filter): string | null =>
  filter === null ? null : filter === 'foreign' ? 'another filter' : describeFilter(filter);

function isSameFilter(a: Filter, b: ContractAlias['filter']): boolean {
  if (a === null || b === null) return a === b;
  return a !== 'foreign' && isSameCondition(a, b);
}

/** Two filters that are different are never shown in the same words. */
function observedInWords(filter: Filter, expected: ContractAlias['filter']): string | null {
  const words = inWords(filter);
  const isMisleading =
    words !== null && words === inWords(expected) && !isSameFilter(filter, expected);
  return isMisleading ? `${words} (not the same)` : words;
}

/** Null: none, as the contract wants it. */
function describeSettings(settings: AliasSettings | undefined): string | null {
  const { searchRouting, indexRouting, isWriteIndex, isHidden } = settings ?? {};
  const words = [
    searchRouting !== undefined && `searches go to routing ${searchRouting} only`,
    indexRouting !== undefined && `writes go to routing ${indexRouting}`,
    isWriteIndex !== undefined && (isWriteIndex ? 'marked as write index' : 'refuses writes'),
    isHidden === true && 'hidden from patterns',
  ].filter((word) => word !== false);
  return words.length === 0 ? null : words.join('; ');
}

function verdictOf(
  alias: ContractAlias,
  observed: readonly AliasState[],
  live: string | null,
  health: IndexHealth | null,
): AliasVerdict {
  const [state] = observed;
  if (state === undefined) return 'missing';
  const isInFamily = observed.length === 1 && isGenerationOf(alias.target, state.index);
  // All aliases of a family must show the same generation as the alias of its name.
  const isWithFamily = live === null || state.index === live;
  const isPlain = state.settings === undefined;
  if (!isInFamily || !isWithFamily || !isPlain || !isSameFilter(state.filter, alias.filter))
    return 'different';
  return health === 'closed' || health === 'red' ? 'unreadable' : 'matches';
}

const worstFirst = ['closed', 'red', 'not-known', 'yellow', 'green'] as const;

/**
 * Each alias of the contract against what the engine says. `indexes` are those that exist: one that
 * holds an alias' name is a difference and not a missing alias, because readers do get finds from
 * it.
 */
export function compareWithContract(
  contract: readonly ContractAlias[],
  states: readonly AliasState[],
  indexes: ReadonlyMap<string, Pick<IndexInfo, 'health'>>,
): readonly AliasCheck[] {
  return contract.map((alias) => {
    const observed = states.filter((state) => state.name === alias.name);
    const live = liveIndexOf(alias.target, states);
    const isConcrete = observed.length === 0 && indexes.has(alias.name);
    const targets = isConcrete ? [alias.name] : observed.map((state) => state.index).sort();
    const healths = new Set(targets.map((name) => indexes.get(name)?.health ?? 'not-known'));
    const health = worstFirst.find((one) => healths.has(one)) ?? null;
    return {
      name: alias.name,
      expectedTarget: live !== null && isGenerationOf(alias.target, live) ? live : alias.target,
      expectedFilter: inWords(alias.filter),
      observedTarget: targets.length === 0 ? null : targets.join(', '),
      observedFilter: observedInWords(observed[0]?.filter ?? null, alias.filter),
      observedSettings: describeSettings(observed[0]?.settings),
      observedHealth: health,
      documents: null,
      state: isConcrete ? 'different' : verdictOf(alias, observed, live, health),
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
    observedSettings: null,
    observedHealth: null,
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
