/** Whether something that is gone and something new may be one thing with another name. Pure. */
import type { ItemSnapshot } from '../changes/snapshot.ts';

export interface SuggestedRename {
  readonly was: string;
  readonly key: string;
  readonly name: string;
  /** What both have. */
  readonly because: 'name' | 'facts' | 'most';
}

const kindText = ({ type, estate, kind, environment }: ItemSnapshot): unknown[] => [
  type,
  estate,
  kind,
  // An environment is what it holds, whatever it is called.
  type === 'environment' ? null : environment,
];

const byName = (item: ItemSnapshot): string =>
  JSON.stringify([...kindText(item), item.name.toLowerCase()]);

const saidOf = (item: ItemSnapshot): string[] =>
  item.facts.flatMap(({ attribute, recorded }) =>
    recorded.state === 'value' ? [JSON.stringify([attribute, recorded.value])] : [],
  );

/** Null: too little to tell it from others. */
function byFacts(item: ItemSnapshot): string | null {
  const said = saidOf(item);
  return said.length < 2 ? null : JSON.stringify([...kindText(item), said.sort()]);
}

/** The one of its kind in its environment; null where there are several. */
function onlyOnes(items: readonly ItemSnapshot[]): ReadonlyMap<string, ItemSnapshot | null> {
  const ones = new Map<string, ItemSnapshot | null>();
  for (const item of items) {
    const text = JSON.stringify(kindText(item));
    ones.set(text, ones.has(text) ? null : item);
  }
  return ones;
}

/** What has another name is often said to have another host or address too. */
function saysMostlyTheSame(one: ItemSnapshot, other: ItemSnapshot): boolean {
  const texts = new Set(saidOf(one));
  const both = saidOf(other).filter((text) => texts.has(text)).length;
  return both >= 2 && both * 2 > Math.max(texts.size, saidOf(other).length);
}

/** Each of them once: one that could be several is left to a person who writes which. */
export function suggestRenames(
  gone: readonly ItemSnapshot[],
  added: readonly ItemSnapshot[],
): SuggestedRename[] {
  if (gone.length === 0) return [];
  const suggestions = new Map<string, SuggestedRename>();
  const taken = new Set<string>();
  for (const [because, textOf] of [
    ['name', byName],
    ['facts', byFacts],
  ] as const) {
    const candidates = new Map<string, ItemSnapshot | null>();
    for (const item of gone) {
      const text = taken.has(item.key) ? null : textOf(item);
      if (text !== null) candidates.set(text, candidates.has(text) ? null : item);
    }
    for (const { key, name, ...rest } of added) {
      if (suggestions.has(key)) continue;
      const text = textOf({ key, name, ...rest });
      const was = text === null ? undefined : candidates.get(text);
      if (was == null || taken.has(was.key)) continue;
      taken.add(was.key);
      suggestions.set(key, { was: was.key, key, name, because });
    }
  }
  const goneOf = onlyOnes(gone.filter(({ key }) => !taken.has(key)));
  for (const [text, item] of onlyOnes(added.filter(({ key }) => !suggestions.has(key)))) {
    const was = goneOf.get(text);
    if (item === null || was == null || !saysMostlyTheSame(was, item)) continue;
    suggestions.set(item.key, { was: was.key, key: item.key, name: item.name, because: 'most' });
  }
  return [...suggestions.values()];
}
