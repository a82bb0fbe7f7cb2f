import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { listWords, sentences, someWords } from '#lib/kernel/words/text.ts';
import type { IndexInfo } from '#lib/platform/search/port.ts';
import { isSameFilter } from '../contract/compare-with-contract.ts';
import type { ReaderChange } from '../reader-changes-store.ts';
import type { Contract, ContractAlias, RecordedMove } from '../requests.ts';
import type { Generation } from '../store.ts';

/** What whoever typed this may have meant, by its end; else what there is. */
function meant(records: readonly Generation[], to: string): string | undefined {
  const names = [...new Set(records.map(({ runName, index }) => runName ?? index))];
  const near = names.filter((name) => name.endsWith(`-${to}`) || name.endsWith(`_${to}`));
  if (near.length > 0) return `Did you mean ${listWords(near, 'or')}?`;
  return names.length === 0 ? undefined : `There are ${someWords(names)}`;
}

/**
 * The indexes that readers go back to, by base name. `to` is the name of a run (`local-12`), whose
 * indexes go together, or of one index, which takes those of its run along; an index that no run
 * made goes alone and leaves the other families where they are.
 */
export function planRollBack(
  contract: Contract,
  records: readonly Generation[],
  to: string,
  indexes: ReadonlyMap<string, Pick<IndexInfo, 'health'>>,
): Result<Readonly<Record<string, string>>> {
  const named = records.find((row) => row.index === to);
  const runName = named === undefined ? to : named.runName;
  const rows =
    runName === null
      ? records.filter((row) => row.index === to)
      : records.filter((row) => row.runName === runName && !row.isKeptCopy);
  const chosen = named?.isKeptCopy === true ? [named] : rows;
  if (chosen.length === 0)
    return refuse(
      'not-found',
      sentences(`There is no generation ${quoted(to)}`, meant(records, to)),
    );
  const unread = chosen.filter(({ role }) => role === 'building' || role === 'abandoned');
  if (unread.length > 0)
    return refuse('precondition', `${to} was never finished: readers have never used it.`);
  const bases = [...new Set(contract.aliases.map(({ target }) => target))];
  const generations: Record<string, string> = {};
  for (const base of bases) {
    const row =
      chosen.find((one) => one.base === base) ??
      (chosen.length === 1 && (named?.isKeptCopy === true || runName === null)
        ? records.find((one) => one.base === base && one.role === 'live')
        : undefined);
    if (row === undefined)
      return refuse('precondition', `${to} has no index for ${base}, which the contract needs.`);
    generations[base] = row.index;
  }
  const targets = Object.values(generations);
  const gone = targets.filter((index) => !indexes.has(index));
  if (gone.length > 0)
    return refuse(
      'precondition',
      `${listWords(gone, 'and')} is not in the search engine any more.`,
    );
  const unreadable = targets.filter((index) =>
    ['closed', 'red'].includes(indexes.get(index)?.health ?? ''),
  );
  if (unreadable.length > 0)
    return refuse(
      'precondition',
      `${listWords(unreadable, 'and')} cannot be read: it is closed or red in the search engine.`,
    );
  return done(generations);
}

const leftFilter = (
  alias: ContractAlias,
  generations: Readonly<Record<string, string>>,
  changes: readonly Pick<ReaderChange, 'moves'>[],
) => {
  const index = generations[alias.target] ?? '';
  const left = changes
    .flatMap(({ moves }) => moves)
    .find((move) => move.alias === alias.name && move.to !== index && move.from.includes(index));
  return left?.previousFilters[index];
};

/** What a roll back cannot give back: filters that nobody here can read. A sentence each. */
export const unreadableFilters = (
  aliases: readonly ContractAlias[],
  generations: Readonly<Record<string, string>>,
  changes: readonly Pick<ReaderChange, 'moves'>[],
): readonly string[] =>
  aliases
    .filter((alias) => leftFilter(alias, generations, changes) === 'foreign')
    .map(
      ({ name }) =>
        `${name} had a filter there that the console cannot read: it gets the one of the contract.`,
    );

/**
 * The aliases with the filters that they had when readers left these indexes, where that is known
 * and can be said again; else with those of their contract.
 */
export function previousFiltersOf(
  aliases: readonly ContractAlias[],
  generations: Readonly<Record<string, string>>,
  changes: readonly Pick<ReaderChange, 'moves'>[],
): readonly ContractAlias[] {
  return aliases.map((alias) => {
    const filter = leftFilter(alias, generations, changes);
    return filter === undefined || filter === 'foreign' ? alias : { ...alias, filter };
  });
}

/** What becomes of an alias, after its name. */
function moveInWords({ from, to, filter, previousFilters }: RecordedMove): string {
  if (from.length === 0) return `would be made on ${to}`;
  const isSame = from.every((index) => isSameFilter(previousFilters[index] ?? null, filter));
  const isThere = from.every((index) => index === to);
  if (isThere) return isSame ? `stays on ${to}` : `stays on ${to} and would get another filter`;
  return `would go from ${listWords(from, 'and')} to ${to}${isSame ? '' : ', with another filter'}`;
}

/** What a roll back would do now, of all aliases alike together: `a and b would go from x to y`. */
export function movesInWords(moves: readonly RecordedMove[]): string {
  const words = [...new Set(moves.map(moveInWords))];
  const parts = words.map((says) => {
    const alike = moves.filter((move) => moveInWords(move) === says).map(({ alias }) => alias);
    return `${listWords(alike, 'and')} ${alike.length > 1 ? says.replace('stays', 'stay') : says}`;
  });
  return parts.join('; ');
}
