import { FaultError, type Fault, type Result } from '#lib/kernel/result.ts';
import type { AliasState, IndexInfo, Search } from '#lib/platform/search/port.ts';
import type { AliasCheck, GenerationCheck, UnexpectedAlias } from '../model.ts';
import type { ContractAlias, IndexFamily } from '../requests.ts';
import type { Generation } from '../store.ts';
import { countEach, whyUncounted } from '../counts/count-each.ts';
import {
  checkOf,
  isDoubtful,
  missingRight,
  questionsOf,
  type Counts,
  type Question,
} from './check-alias.ts';
import { compareWithContract, unexpectedAliases, type Compared } from './compare-with-contract.ts';
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
  /** Why they could not; null: they could. */
  readonly whyNoIndexes: Fault | null;
  /** The right that the account lacks to list or count the indexes; null: it lacks none. */
  readonly uncounted: string | null;
}

async function listIfPossible(
  search: Search,
): Promise<Pick<ObservedAliases, 'indexes' | 'whyNoIndexes'>> {
  try {
    const listed = await search.indexes('*', { isCounted: false });
    const indexes = new Map(listed.map((info) => [info.name, info]));
    return { indexes, whyNoIndexes: null };
  } catch (error) {
    if (error instanceof FaultError) return { indexes: null, whyNoIndexes: error.fault };
    throw error;
  }
}

interface CountedAll {
  readonly counts: ReadonlyMap<Compared, Counts>;
  /** By index; absent: not known. */
  readonly documents: ReadonlyMap<string, number>;
  readonly uncounted: ObservedAliases['uncounted'];
}

/**
 * Every question of these aliases in one request, and the documents of these indexes; nothing is
 * known when that fails.
 */
async function countAll(
  search: Search,
  aliases: readonly Compared[],
  indexes: readonly string[] = [],
): Promise<CountedAll> {
  const questions = aliases.flatMap((compared) =>
    questionsOf(compared).map((question) => ({ ...question, compared })),
  );
  const asked = [...questions, ...indexes.map((target) => ({ target }))];
  const counted = await countEach(search, asked);
  const countsOf = (compared: Compared): Counts =>
    Object.fromEntries(
      questions.flatMap((question, position): [Question, Result<number>][] => {
        const result = counted[position];
        return question.compared === compared && result !== undefined
          ? [[question.for, result]]
          : [];
      }),
    );
  return {
    counts: new Map(aliases.map((compared) => [compared, countsOf(compared)])),
    documents: new Map(
      indexes.flatMap((index, position): [string, number][] => {
        const result = counted[questions.length + position];
        return result?.ok === true ? [[index, result.value]] : [];
      }),
    ),
    uncounted: whyUncounted(counted.slice(questions.length)),
  };
}

const unlistedIndexes =
  'Which indexes there are, and how many documents they have, is not known: ' + `${missingRight}.`;

/** Those whose documents were not told with the list. A closed one has none that can be counted. */
const uncountedIn = (indexes: ReadonlyMap<string, IndexInfo> | null): string[] =>
  [...(indexes?.values() ?? [])].flatMap(({ name, documents, health }) =>
    documents === null && health !== 'closed' ? [name] : [],
  );

const withDocuments = (
  indexes: ReadonlyMap<string, IndexInfo> | null,
  counted: ReadonlyMap<string, number>,
): ReadonlyMap<string, IndexInfo> | null =>
  indexes === null
    ? null
    : new Map(
        [...indexes].map(([name, info]) => [
          name,
          { ...info, documents: counted.get(name) ?? info.documents },
        ]),
      );

/**
 * The contract against the search side, in at most six requests however many aliases, indexes and
 * generations there are and whatever is wrong with them: the aliases, the fields that their filters
 * name, the indexes, how generations are made, all counts, and once more those in doubt. What the
 * search side answers in part is known in part. `records` are those of our generations;
 * `families` those whose generations are compared too. Rejects with a FaultError when the aliases
 * cannot be read.
 */
export async function observeAliases(
  search: Search,
  contract: readonly ContractAlias[],
  records: readonly Generation[],
  families: readonly IndexFamily[] = [],
): Promise<ObservedAliases> {
  const [states, { indexes: listed, whyNoIndexes }] = await Promise.all([
    search.aliases(),
    listIfPossible(search),
  ]);
  const live = expectedTargets(contract, records, states);
  const compared = compareWithContract(contract, states, listed, live);
  // Before the counts: what it tells of the fields is what their conditions are put in.
  const generations = await observeGenerations(
    search,
    comparedGenerations(contract, families, records, states, live),
  );
  const { counts, documents, uncounted } = await countAll(search, compared, uncountedIn(listed));
  const countsOf = (one: Compared): Counts => counts.get(one) ?? {};
  // What is written between two counts is in one of them only: they are counted once more.
  const doubtful = compared.filter((one) => isDoubtful(one, countsOf(one)));
  const { counts: again } = await countAll(search, doubtful);
  const isPartHidden = whyNoIndexes?.kind === 'forbidden';
  return {
    checks: compared.map((one) => {
      const now = again.get(one);
      return now !== undefined && Object.values(now).every(({ ok }) => ok)
        ? checkOf(one, now, isPartHidden, [countsOf(one)])
        : checkOf(one, countsOf(one), isPartHidden);
    }),
    generations,
    unexpected: unexpectedAliases(contract, states),
    states,
    indexes: withDocuments(listed, documents),
    whyNoIndexes,
    uncounted: isPartHidden ? unlistedIndexes : uncounted,
  };
}
