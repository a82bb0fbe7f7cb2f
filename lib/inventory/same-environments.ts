/** Environments of several estates that people call by the same name. Pure. */
import type { Facet } from './item-list.ts';

export interface NamedEnvironment {
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

const wordsOf = ({ name, aliases }: NamedEnvironment): string[] =>
  [name, ...aliases].map((word) => word.toLowerCase());

/**
 * Those that share a name or another name, in whatever case, are together: prod, production and
 * PROD are one, and whoever shares a name with any of them is one of them.
 */
export function sameEnvironments(
  environments: readonly NamedEnvironment[],
): readonly (readonly NamedEnvironment[])[] {
  let groups: { words: Set<string>; all: NamedEnvironment[] }[] = [];
  for (const environment of environments) {
    const words = wordsOf(environment);
    const joined = groups.filter((group) => words.some((word) => group.words.has(word)));
    const others = groups.filter((group) => !joined.includes(group));
    const together = {
      words: new Set([...joined.flatMap((group) => [...group.words]), ...words]),
      all: [...joined.flatMap(({ all }) => all), environment],
    };
    groups = [...others, together];
  }
  return groups.map(({ all }) => all);
}

/** The keys of all that are called so, by whichever of their names; none where nothing is. */
export const environmentsOf = (
  groups: readonly (readonly NamedEnvironment[])[],
  name: string,
): readonly string[] =>
  groups
    .filter((group) => group.some((one) => wordsOf(one).includes(name.toLowerCase())))
    .flatMap((group) => group.map(({ key }) => key));

/**
 * Each group once, under the name that most of its things are in, with how many there are in all.
 * `counts` are by key.
 */
export const environmentFacets = (
  groups: readonly (readonly NamedEnvironment[])[],
  counts: ReadonlyMap<string, number>,
): Facet[] =>
  groups
    .flatMap((group): Facet[] => {
      const counted = group
        .map(({ key, name }) => ({ name, count: counts.get(key) ?? 0 }))
        .sort((a, b) => b.count - a.count);
      const [most] = counted;
      const count = counted.reduce((sum, one) => sum + one.count, 0);
      if (most === undefined || count === 0) return [];
      const names = [...new Set(counted.filter((one) => one.count > 0).map(({ name }) => name))];
      const others = names.filter((name) => name.toLowerCase() !== most.name.toLowerCase());
      return [{ value: most.name, title: [most.name, ...others].join(', '), count }];
    })
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
