/** Where written relations lead: within an environment, to what is shared, or to another estate. */
import { count } from '#lib/kernel/words/numbers.ts';
import type { WrittenRelation } from './estate-file.ts';
import { componentKey, keyOf, partsOfKey, type Relation } from './model.ts';
import { relationKind } from './relation-kinds.ts';

export interface UnknownEnd {
  readonly relation: WrittenRelation;
  readonly says: string;
}

export interface ResolvedRelations {
  readonly relations: readonly Relation[];
  readonly unknown: readonly UnknownEnd[];
}

/** Of what is read at once: an end without an environment may lead to each that there is. */
export const mostRelations = 100_000;

/** What tells an estate, an environment or a component from others. */
export interface ItemIdentity {
  readonly key: string;
  readonly estate: string;
  /** The id of a component. */
  readonly component: string | null;
  readonly environment: string | null;
}

/** The keys of every component by estate and id, whatever its environment. */
function keysById(items: readonly ItemIdentity[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { estate, component, key } of items) {
    if (component === null) continue;
    const name = componentKey(estate, component, null);
    const known = keys.get(name);
    if (known === undefined) keys.set(name, [key]);
    else known.push(key);
  }
  return keys;
}

/** An estate, or an environment of it, as the end of a relation. */
export const writtenHolder = (estate: string, environment: string | null): string =>
  environment === null ? `${estate}/` : `${estate}/@${environment}`;

/**
 * An end without an environment means the component of the same environment, else the shared one,
 * else every one there is, where nothing stops with it; of what makes something stop, each is
 * named. With a bare `@` it is the shared one, whatever there is in the environment. With nothing
 * after the slash it is the estate itself, or with `@` its environment: `estate@environment` alone
 * would be a component of that id.
 */
export function resolveRelations(
  items: readonly ItemIdentity[],
  written: readonly WrittenRelation[],
): ResolvedRelations {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const byId = keysById(items);

  function endsOf(from: ItemIdentity, to: string): readonly string[] {
    const [path = '', environment] = to.split('@', 2);
    const [estate = '', id = ''] = path.includes('/') ? path.split('/', 2) : [from.estate, path];
    if (id === '') {
      const there = keyOf({ estate, component: null, environment: environment ?? null });
      return byKey.has(there) ? [there] : [];
    }
    if (environment !== undefined) {
      const there = componentKey(estate, id, environment === '' ? null : environment);
      return byKey.has(there) ? [there] : [];
    }
    const isHere = estate === from.estate;
    const here = componentKey(estate, id, from.environment);
    if (isHere && byKey.has(here)) return [here];
    const shared = componentKey(estate, id, null);
    if (byKey.has(shared)) return [shared];
    return isHere && from.environment !== null ? [] : (byId.get(shared) ?? []);
  }

  function whyNoEnd(to: string): string {
    const { component, estate, environment } = partsOfKey(to);
    if (component !== null || !byKey.has(to)) return `${to} is not in the inventory. Correct it.`;
    const written = writtenHolder(estate, environment);
    return `${to} would be a component. Write ${written} for what has this key.`;
  }

  const relations: Relation[] = [];
  const unknown: UnknownEnd[] = [];
  for (const relation of written) {
    const from = byKey.get(relation.from);
    if (from === undefined) continue;
    const ends = endsOf(from, relation.to);
    if (ends.length === 0) unknown.push({ relation, says: whyNoEnd(relation.to) });
    if (ends.length > 1 && relationKind(relation.kind)?.stops !== 'neither')
      unknown.push({
        relation,
        says:
          `${relation.to} is in ${String(ends.length)} environments, and not all of them need ` +
          `be meant. Name them, such as ${ends.slice(0, 2).join(' and ')}.`,
      });
    if (relations.length + ends.length > mostRelations) {
      const says =
        `with this there are more than ${count(mostRelations)} relations, each counted in each ` +
        'environment. Import less at once.';
      unknown.push({ relation, says });
      break;
    }
    const { kind, source, note } = relation;
    for (const to of ends) relations.push({ from: from.key, kind, to, source, note });
  }
  return { relations, unknown };
}
