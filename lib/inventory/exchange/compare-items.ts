/** What of an item an import changes. Order is none of it: a file may write things in any. Pure. */
import type { ItemSnapshot, RelationFrom } from '../changes/snapshot.ts';
import type { Fact } from '../model.ts';

const factText = ({ recorded, source, note }: Fact): string =>
  JSON.stringify([
    recorded.state,
    recorded.state === 'value' ? recorded.value : null,
    source,
    note,
  ]);

export const relationId = ({ kind, to }: Pick<RelationFrom, 'kind' | 'to'>): string =>
  JSON.stringify([kind, to]);

const relationText = ({ source, note }: RelationFrom): string => JSON.stringify([source, note]);

/** Something that has one name within an item, before and after. */
export interface Difference<T> {
  readonly name: string;
  readonly before: T | null;
  readonly after: T | null;
}

function differences<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
  textOf: (one: T) => string,
): Difference<T>[] {
  const now = new Map(after.map((one) => [nameOf(one), one]));
  const was = new Map(before.map((one) => [nameOf(one), one]));
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((name): Difference<T>[] => {
    const [old = null, fresh = null] = [was.get(name), now.get(name)];
    return old !== null && fresh !== null && textOf(old) === textOf(fresh)
      ? []
      : [{ name, before: old, after: fresh }];
  });
}

const heads = ['key', 'kind', 'name', 'source', 'profile', 'sharedEnvironment'] as const;

export interface ItemDifferences {
  /** Of the item itself; its key where it has another name. */
  readonly heads: readonly Difference<string>[];
  readonly facts: readonly Difference<Fact>[];
  readonly relations: readonly Difference<RelationFrom>[];
}

const headsOf = (item: ItemSnapshot | null): Readonly<Record<string, string | null>> =>
  item === null
    ? {}
    : {
        ...Object.fromEntries(heads.map((name) => [name, item[name]])),
        aliases: item.aliases.length === 0 ? null : item.aliases.join(', '),
        isProduction: item.isProduction ? 'yes' : null,
      };

/** Null: it was not there before, or goes. */
export function compareItems(
  before: ItemSnapshot | null,
  after: ItemSnapshot | null,
): ItemDifferences {
  const [was, now] = [headsOf(before), headsOf(after)];
  const hasSameAliases =
    JSON.stringify(before?.aliases ?? []) === JSON.stringify(after?.aliases ?? []);
  return {
    heads: [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap((name) => {
      const [old = null, fresh = null] = [was[name], now[name]];
      const isSame = name === 'aliases' ? hasSameAliases : old === fresh;
      return isSame ? [] : [{ name, before: old, after: fresh }];
    }),
    facts: differences(
      before?.facts ?? [],
      after?.facts ?? [],
      ({ attribute }) => attribute,
      factText,
    ),
    relations: differences(
      before?.relations ?? [],
      after?.relations ?? [],
      relationId,
      relationText,
    ),
  };
}

export const isSameItem = ({ heads, facts, relations }: ItemDifferences): boolean =>
  heads.length + facts.length + relations.length === 0;

/** In the order in which they were, and what is new after them. */
function inOldOrder<T>(before: readonly T[], after: readonly T[], nameOf: (one: T) => string): T[] {
  const ranks = new Map(before.map((one, place) => [nameOf(one), place]));
  const rankOf = (one: T): number => ranks.get(nameOf(one)) ?? before.length;
  return [...after].sort((a, b) => rankOf(a) - rankOf(b));
}

/** As the file says it, in the order that it has. */
export const keepOrder = (before: ItemSnapshot, after: ItemSnapshot): ItemSnapshot => ({
  ...after,
  position: before.position,
  facts: inOldOrder(before.facts, after.facts, ({ attribute }) => attribute),
  relations: inOldOrder(before.relations, after.relations, relationId),
});
