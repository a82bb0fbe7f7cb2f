import { isSameCondition } from '#lib/platform/search/conditions.ts';
import { describeFilter } from '#lib/platform/search/describe-filter.ts';
import type { AliasSettings, AliasState, IndexInfo } from '#lib/platform/search/port.ts';
import { withoutNumbers } from '#lib/kernel/free-text.ts';
import { isGenerationOf } from '../generations/names.ts';
import type { AliasVerdict, IndexHealth, ObservedAlias, UnexpectedAlias } from '../model.ts';
import type { ContractAlias } from '../requests.ts';
import { familiesInPlace } from './expected-targets.ts';

type Filter = AliasState['filter'];

const longestFilterText = 2_000;
const longestWords = 500;

/** An alias of the contract beside what was read of it, before any document is counted. */
export interface Compared {
  readonly alias: ContractAlias;
  /** The generation that readers should get; null while there is none. */
  readonly live: string | null;
  readonly observed: ObservedAlias | null;
  readonly health: IndexHealth | null;
  /** The filter cannot be read: all else is as it should be, and the documents must tell. */
  readonly isByExecution: boolean;
  readonly state: AliasVerdict;
}

export const filterInWords = (filter: Filter): string | null =>
  filter === null
    ? null
    : filter === 'foreign'
      ? 'a filter that the console cannot read'
      : withoutNumbers(describeFilter(filter), longestWords);

/** Whether an observed filter means what the contract names; null: none. */
export function isSameFilter(a: Filter, b: ContractAlias['filter']): boolean {
  if (a === null || b === null) return a === b;
  return a !== 'foreign' && isSameCondition(a, b);
}

/** Two filters that are different are never shown in the same words. */
function observedInWords(filter: Filter, expected: ContractAlias['filter']): string | null {
  const words = filterInWords(filter);
  const isMisleading =
    words !== null && words === filterInWords(expected) && !isSameFilter(filter, expected);
  return isMisleading ? `${words} (not the same)` : words;
}

/** Null: none, as the contract wants it. */
export function describeSettings(settings: AliasSettings | undefined): string | null {
  const { searchRouting, indexRouting, isWriteIndex, isHidden } = settings ?? {};
  const words = [
    searchRouting !== undefined && `searches go to routing ${searchRouting} only`,
    indexRouting !== undefined && `writes go to routing ${indexRouting}`,
    isWriteIndex !== undefined && (isWriteIndex ? 'marked as write index' : 'refuses writes'),
    isHidden === true && 'hidden from patterns',
  ].filter((word) => word !== false);
  return words.length === 0 ? null : words.join('; ');
}

function observedOf(alias: ContractAlias, states: readonly AliasState[]): ObservedAlias {
  const [first] = states;
  return {
    targets: states.map(({ index }) => index),
    filter: observedInWords(first?.filter ?? null, alias.filter),
    filterText:
      first?.filterText === undefined ? null : withoutNumbers(first.filterText, longestFilterText),
    isAlias: true,
    routing: first?.settings?.searchRouting ?? null,
    settings: describeSettings(first?.settings),
  };
}

const indexInPlace = (name: string): ObservedAlias => ({
  targets: [name],
  filter: null,
  filterText: null,
  isAlias: false,
  routing: null,
  settings: null,
});

const worstFirst = ['closed', 'red', 'not-known', 'yellow', 'green'] as const;

function isAsExpected(
  alias: ContractAlias,
  live: string | null,
  states: readonly AliasState[],
): boolean {
  const [state] = states;
  if (state === undefined || states.length > 1 || state.settings !== undefined) return false;
  return live === null ? isGenerationOf(alias.target, state.index) : state.index === live;
}

/**
 * Each alias of the contract against what the engine says. `live` is the generation that readers of
 * each family should get. `indexes` are those that exist, null when they are not known: one that
 * holds an alias' name is a difference and not a missing alias, because readers do get finds from
 * it.
 */
export function compareWithContract(
  contract: readonly ContractAlias[],
  states: readonly AliasState[],
  indexes: ReadonlyMap<string, Pick<IndexInfo, 'health'>> | null,
  live: ReadonlyMap<string, string>,
): readonly Compared[] {
  return contract.map((alias): Compared => {
    // An engine lists them in whatever order, another one each time.
    const own = states
      .filter((state) => state.name === alias.name)
      .sort((a, b) => (a.index < b.index ? -1 : 1));
    const expected = live.get(alias.target) ?? null;
    if (own.length === 0) {
      const inPlace = indexes?.get(alias.name);
      return {
        alias,
        live: expected,
        observed: inPlace === undefined ? null : indexInPlace(alias.name),
        health: inPlace?.health ?? null,
        isByExecution: false,
        state: inPlace === undefined ? 'missing' : 'different',
      };
    }
    const healths = new Set(own.map(({ index }) => indexes?.get(index)?.health ?? 'not-known'));
    const health = worstFirst.find((one) => healths.has(one)) ?? null;
    const isRight = isAsExpected(alias, expected, own);
    const filter = own[0]?.filter ?? null;
    const isSame = isRight && isSameFilter(filter, alias.filter);
    return {
      alias,
      live: expected,
      observed: observedOf(alias, own),
      health,
      isByExecution: isRight && filter === 'foreign',
      state: !isSame
        ? 'different'
        : health === 'closed' || health === 'red'
          ? 'unreadable'
          : 'matches',
    };
  });
}

/** Aliases on what readers of the contract's families get that the contract does not name. */
export function unexpectedAliases(
  contract: readonly ContractAlias[],
  states: readonly AliasState[],
): readonly UnexpectedAlias[] {
  const bases = [...new Set(contract.map((alias) => alias.target))];
  const inPlace = familiesInPlace(contract, states);
  return states
    .filter(
      (state) =>
        contract.every((alias) => alias.name !== state.name) &&
        (inPlace.has(state.index) || bases.some((base) => isGenerationOf(base, state.index))),
    )
    .map(({ name, index, filter }) => ({ name, target: index, filter: filterInWords(filter) }));
}
