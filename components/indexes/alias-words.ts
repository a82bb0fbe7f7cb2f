import { hasDrifted, isUnbuilt, type AliasCheck, type IndexesView } from '#lib/indexes/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';

/** What is different, then what users see because of it. */
export function driftWords(check: AliasCheck): { readonly what: string; readonly users: string } {
  if (check.state === 'missing') {
    return {
      what: 'The contract names this alias; the search engine does not have it.',
      users: 'Pages that read this name fail.',
    };
  }
  if (check.observedHealth === 'closed') {
    return {
      what: 'The index that the alias leads to is closed.',
      users: 'Pages that read this name fail.',
    };
  }
  if (check.state === 'unreadable') {
    return {
      what: 'The index that the alias leads to is red: not all of it can be read.',
      users: 'Pages that read this name fail, or show only a part.',
    };
  }
  const counts =
    check.documents === null
      ? 'How many documents they list is not known.'
      : `They list ${countOf(check.documents, 'document')}.`;
  if (check.observedFilter === null && check.expectedFilter !== null) {
    return {
      what: 'The alias has lost its filter.',
      users: `Pages that read this name show more than they should. ${counts}`,
    };
  }
  if (check.observedTarget !== check.expectedTarget)
    return {
      what: 'The alias points at another index than the contract says.',
      users: `Pages that read this name show other data than they should. ${counts}`,
    };
  if (check.observedSettings !== null) {
    return {
      what: `The alias has settings that the contract does not name: ${check.observedSettings}.`,
      users: `Pages that read or write through this name may not reach every document. ${counts}`,
    };
  }
  return {
    what: 'The filter is not the one in the contract.',
    users: `Pages that read this name may show too much or too little. ${counts}`,
  };
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
