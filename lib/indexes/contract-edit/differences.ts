import { listWords } from '#lib/kernel/words/text.ts';
import { filterInWords, isSameFilter } from '../contract/compare-with-contract.ts';
import type { ContractDifference, ContractTerms } from './model.ts';
import type { ContractAlias, IndexFamily } from '../requests.ts';
import { filterText } from './contract-text.ts';

/** One alias in two contracts; null on the side that does not name it. */
export interface AliasPair {
  readonly alias: string;
  readonly before: ContractAlias | null;
  readonly after: ContractAlias | null;
}

/** Every alias of either, those of the second one first. */
export function pairsOf(
  before: readonly ContractAlias[],
  after: readonly ContractAlias[],
): readonly AliasPair[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))];
  const of = (aliases: readonly ContractAlias[], name: string): ContractAlias | null =>
    aliases.find((alias) => alias.name === name) ?? null;
  return names.map((alias) => ({ alias, before: of(before, alias), after: of(after, alias) }));
}

export function isDifferent({ before, after }: AliasPair): boolean {
  if (before === null || after === null) return before !== after;
  return (
    before.target !== after.target ||
    before.isInPlace !== after.isInPlace ||
    !isSameFilter(before.filter, after.filter)
  );
}

export const changedPairs = (
  before: readonly ContractAlias[],
  after: readonly ContractAlias[],
): readonly AliasPair[] => pairsOf(before, after).filter(isDifferent);

const termsOf = (alias: ContractAlias | null): ContractTerms | null =>
  alias && { target: alias.target, filter: filterInWords(alias.filter) };

export const differenceOf = ({ alias, before, after }: AliasPair): ContractDifference => ({
  alias,
  before: termsOf(before),
  after: termsOf(after),
});

const termsInWords = ({ target, filter }: ContractTerms): string =>
  `${target}, ${filter ?? 'no filter'}`;

/** `discrepancies: masterdoctorindex, no filter; before masterdoctorindex, existsInGmc is true`. */
export function differenceInWords({ alias, before, after }: ContractDifference): string {
  if (after === null) return `${alias} is no longer named`;
  if (before === null) return `${alias} is new: ${termsInWords(after)}`;
  return `${alias}: ${termsInWords(after)}; before ${termsInWords(before)}`;
}

export const differencesInWords = (differences: readonly ContractDifference[]): string =>
  listWords(differences.map(differenceInWords), 'and');

/** For the audit: each side in words, and its filter as a search engine is sent it. */
export function auditedChanges(
  pairs: readonly AliasPair[],
  families: readonly IndexFamily[],
): Readonly<Record<string, string>> {
  const changes: Record<string, string> = {};
  for (const { alias, before, after } of pairs)
    for (const [side, named] of [['before', before] as const, ['after', after] as const]) {
      const terms = termsOf(named);
      changes[`${alias} ${side}`] = terms === null ? 'not named' : termsInWords(terms);
      const filter = named === null ? null : filterText(named, families);
      if (filter !== null) changes[`${alias} filter ${side}`] = filter;
    }
  return changes;
}
