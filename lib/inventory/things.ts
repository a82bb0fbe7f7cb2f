/** Things of some kinds, one of each, as pages show them beside what they are about. Pure. */
import { columnsOf, type Column, type Kind, type Register } from './kind.ts';
import type { FactOfKind, ItemOfKind } from './kind-items.ts';

export interface ThingView {
  readonly key: string;
  readonly estate: string;
  readonly estateTitle: string;
  readonly kind: string;
  readonly name: string;
  /** The environments that have it; empty: of the estate as a whole. */
  readonly environments: readonly string[];
  readonly facts: Readonly<Record<string, FactOfKind>>;
}

/** What tables show of things of each kind. */
export type ThingColumns = Readonly<Record<string, readonly Column[]>>;

export const thingColumns = (kinds: readonly Kind[]): ThingColumns =>
  Object.fromEntries(kinds.map((kind) => [kind.kind, columnsOf(kind)]));

/** The parts of the page of firewalls, accounts and procedures. */
export interface OperationsView {
  readonly parts: Readonly<Record<Register, readonly ThingView[]>>;
  readonly columns: ThingColumns;
}

/** What is the same in several environments is one thing; what differs in one is one of its own. */
export function thingsOf(rows: readonly ItemOfKind[], kinds: readonly string[]): ThingView[] {
  const things = new Map<string, ThingView>();
  for (const { key, estate, estate_title, kind, name, environment, facts } of rows) {
    if (!kinds.includes(kind)) continue;
    const [id = key] = key.split('@', 1);
    const same = `${id} ${JSON.stringify(facts)}`;
    const known = things.get(same);
    const own = environment === null ? [] : [environment];
    things.set(
      same,
      known === undefined
        ? { key, estate, estateTitle: estate_title, kind, name, environments: own, facts }
        : { ...known, environments: [...known.environments, ...own] },
    );
  }
  return [...things.values()];
}
