/** Whether something that is gone and something new may be one thing with another name. Pure. */
import type { ItemSnapshot } from '../changes/snapshot.ts';

export interface SuggestedRename {
  readonly was: string;
  readonly key: string;
  readonly name: string;
  /** What both have. */
  readonly because: 'name' | 'facts';
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

/** Null: too little to tell it from others. */
function byFacts(item: ItemSnapshot): string | null {
  const said = item.facts.flatMap(({ attribute, recorded }) =>
    recorded.state === 'value' ? [JSON.stringify([attribute, recorded.value])] : [],
  );
  return said.length < 2 ? null : JSON.stringify([...kindText(item), said.sort()]);
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
  return [...suggestions.values()];
}
