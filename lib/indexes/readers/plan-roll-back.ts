import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { IndexInfo } from '#lib/platform/search/port.ts';
import type { ReaderChange } from '../reader-changes-store.ts';
import type { Contract, ContractAlias } from '../requests.ts';
import type { Generation } from '../store.ts';

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
  if (chosen.length === 0) return refuse('not-found', `There is no generation ${quoted(to)}.`);
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
    const index = generations[alias.target] ?? '';
    const left = changes
      .flatMap(({ moves }) => moves)
      .find((move) => move.alias === alias.name && move.to !== index && move.from.includes(index));
    const filter = left?.previousFilters[index];
    return filter === undefined || filter === 'foreign' ? alias : { ...alias, filter };
  });
}
