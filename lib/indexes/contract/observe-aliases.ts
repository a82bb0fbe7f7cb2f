import { FaultError, type Result } from '#lib/kernel/result.ts';
import type { AliasState, IndexInfo, Search } from '#lib/platform/search/port.ts';
import type { AliasCheck, GenerationCheck, UnexpectedAlias } from '../model.ts';
import type { ContractAlias, IndexFamily } from '../requests.ts';
import type { Generation } from '../store.ts';
import { checkOf, questionsOf, type Counts, type Question } from './check-alias.ts';
import { compareWithContract, unexpectedAliases } from './compare-with-contract.ts';
import { expectedTargets } from './expected-targets.ts';
import { comparedGenerations, observeGenerations } from './observe-generations.ts';

/** What the search side said, and what it means for the contract. */
export interface ObservedAliases {
  readonly checks: readonly AliasCheck[];
  /** Of the families that were asked for. */
  readonly generations: readonly GenerationCheck[];
  readonly unexpected: readonly UnexpectedAlias[];
  readonly states: readonly AliasState[];
  /** By name; null: they could not be listed, and what follows from them is not known. */
  readonly indexes: ReadonlyMap<string, IndexInfo> | null;
}

async function listIfPossible(search: Search): Promise<ReadonlyMap<string, IndexInfo> | null> {
  try {
    return new Map((await search.indexes()).map((info) => [info.name, info]));
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
}

/** Every question of every alias in one request; nothing is known when that fails. */
async function countAll(
  search: Search,
  questions: readonly (ReturnType<typeof questionsOf>[number] & { readonly at: number })[],
): Promise<readonly (Result<number> | undefined)[]> {
  try {
    return await search.counts(
      questions.map(({ target, condition }) =>
        condition === undefined ? { target } : { target, condition },
      ),
    );
  } catch (error) {
    if (error instanceof FaultError)
      return questions.map(() => ({ ok: false, fault: error.fault }));
    throw error;
  }
}

/**
 * The contract against the search side, in at most six requests however many aliases and
 * generations there are. What the search side answers in part is known in part. `records` are those
 * of our generations; `families` those whose generations are compared too. Rejects with a
 * FaultError when the aliases cannot be read.
 */
export async function observeAliases(
  search: Search,
  contract: readonly ContractAlias[],
  records: readonly Generation[],
  families: readonly IndexFamily[] = [],
): Promise<ObservedAliases> {
  const [states, indexes] = await Promise.all([search.aliases(), listIfPossible(search)]);
  const live = expectedTargets(contract, records, states);
  const compared = compareWithContract(contract, states, indexes, live);
  const questions = compared.flatMap((one, at) =>
    questionsOf(one).map((question) => ({ ...question, at })),
  );
  const [counted, generations] = await Promise.all([
    countAll(search, questions),
    observeGenerations(search, comparedGenerations(contract, families, records, states, live)),
  ]);
  const countsOf = (at: number): Counts =>
    Object.fromEntries(
      questions.flatMap((question, position): [Question, Result<number>][] => {
        const result = counted[position];
        return question.at === at && result !== undefined ? [[question.for, result]] : [];
      }),
    );
  return {
    checks: compared.map((one, at) => checkOf(one, countsOf(at))),
    generations,
    unexpected: unexpectedAliases(contract, states),
    states,
    indexes,
  };
}
