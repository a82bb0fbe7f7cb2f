import { hasDrifted, isUnbuilt, type AliasCheck, type IndexesView } from '#lib/indexes/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

/** What is different, then what users see because of it. */
export function driftWords(check: AliasCheck): { readonly what: string; readonly users: string } {
  return { what: check.says, users: usersOf(check) };
}

function usersOf({ state, observed, expected, health, shows }: AliasCheck): string {
  if (state === 'missing' || health === 'closed') return 'Pages that read this name fail.';
  if (state === 'unreadable') return 'Pages that read this name fail, or show only a part.';
  if (observed?.isAlias === false)
    return 'Pages that read this name look healthy, and show what nobody updates.';
  const counts =
    shows === null
      ? 'How many documents they list is not known.'
      : `They list ${countOf(shows, 'document')}.`;
  if (observed?.filter === null && expected.filter !== null)
    return `Pages that read this name show more than they should. ${counts}`;
  if (observed?.targets.join() !== expected.target)
    return `Pages that read this name show other data than they should. ${counts}`;
  if (observed.settings !== null)
    return `Pages that read or write through this name may not reach every document. ${counts}`;
  return `Pages that read this name may show too much or too little. ${counts}`;
}

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
