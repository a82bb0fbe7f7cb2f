import { hasDrifted, isUnbuilt, type AliasCheck, type IndexesView } from '#lib/indexes/client.ts';
import { sentences } from '#lib/kernel/words/text.ts';

/** What is so of an alias, and how its filter was compared where that was not by its meaning. */
export const checkWords = ({ says, comparedBy }: AliasCheck): string =>
  comparedBy === 'execution'
    ? sentences(says, 'Compared by its documents: the console cannot read its filter.')
    : says;

/** The same where it has not drifted and its state alone does not tell all; null elsewhere. */
export const noteWords = (check: AliasCheck): string | null =>
  check.state === 'not-known' || (check.comparedBy === 'execution' && !hasDrifted(check))
    ? checkWords(check)
    : null;

/** `3 of 7 match, 2 drift, 2 not known`. */
export function contractWords(view: Pick<IndexesView, 'aliases' | 'generations'>): string {
  const { aliases } = view;
  const matching = aliases.filter(({ state }) => state === 'matches').length;
  const drifted = aliases.filter(hasDrifted).length;
  const unknown = aliases.filter(({ state }) => state === 'not-known').length;
  const isBefore = isUnbuilt(view);
  return [
    `${matching} of ${aliases.length} match`,
    drifted > 0 && (isBefore ? 'before the first settled sync' : `${drifted} drift`),
    unknown > 0 && `${unknown} not known`,
  ]
    .filter(Boolean)
    .join(', ');
}
