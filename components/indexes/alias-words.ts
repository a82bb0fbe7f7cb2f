import { hasDrifted, isUnbuilt, type IndexesView } from '#lib/indexes/client.ts';

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
