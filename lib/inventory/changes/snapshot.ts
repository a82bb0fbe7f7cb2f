/** One item whole: what an edit, an import, an undo and the history exchange. Pure. */
import { z } from 'zod';
import { itemTypes, recordedStates, type Fact, type ItemType } from '../model.ts';

export interface RelationFrom {
  readonly kind: string;
  /** A key. */
  readonly to: string;
  readonly source: string;
  readonly note: string | null;
}

export interface ItemSnapshot {
  /** `estate`, `estate@environment`, `estate/id` or `estate/id@environment`. */
  readonly key: string;
  readonly type: ItemType;
  readonly estate: string;
  /** The id of a component. */
  readonly component: string | null;
  /** Of a component its environment; of an environment its own name; null: of a whole estate. */
  readonly environment: string | null;
  readonly profile: string | null;
  readonly sharedEnvironment: string | null;
  /** Other names of it, as sources write them. */
  readonly aliases: readonly string[];
  readonly isProduction: boolean;
  readonly kind: string;
  readonly name: string;
  /** Among those of its estate. */
  readonly position: number;
  readonly source: string;
  readonly facts: readonly Fact[];
  /** Those that begin here. */
  readonly relations: readonly RelationFrom[];
}

export interface WantedChange {
  /** Null: new. One that nothing has by now is put back under it. */
  readonly id: number | null;
  /** The one that the person saw; null of what is new, or put back. */
  readonly version: number | null;
  /** Null: removed. The key follows from the rest. */
  readonly after: ItemSnapshot | null;
  /** The change that this one undoes. */
  readonly undoes?: number;
}

/**
 * Facts with some replaced, each in its place and new ones at the end. By attribute; null: it goes.
 */
export function withFacts(
  facts: readonly Fact[],
  changed: ReadonlyMap<string, Fact | null>,
): Fact[] {
  const known = new Set(facts.map(({ attribute }) => attribute));
  return [
    ...facts.flatMap((fact) => {
      const to = changed.get(fact.attribute);
      return to === undefined ? [fact] : (to ?? []);
    }),
    ...[...changed.values()].filter(
      (fact): fact is Fact => fact !== null && !known.has(fact.attribute),
    ),
  ];
}

const textOrNothing = z.string().nullable();
const FactShape = z.strictObject({
  attribute: z.string(),
  recorded: z.union([
    z.strictObject({
      state: z.literal('value'),
      value: z.union([z.string(), z.array(z.string())]),
    }),
    z.strictObject({ state: z.enum(recordedStates).exclude(['value']) }),
  ]),
  source: z.string(),
  note: textOrNothing,
}) satisfies z.ZodType<Fact>;

/** Whether something that was kept or sent is one. What its texts may be `applyChanges` says. */
export const ItemSnapshotShape = z.strictObject({
  key: z.string(),
  type: z.enum(itemTypes),
  estate: z.string(),
  component: textOrNothing,
  environment: textOrNothing,
  profile: textOrNothing,
  sharedEnvironment: textOrNothing,
  aliases: z.array(z.string()),
  isProduction: z.boolean(),
  kind: z.string(),
  name: z.string(),
  position: z.int(),
  source: z.string(),
  facts: z.array(FactShape),
  relations: z.array(
    z.strictObject({
      kind: z.string(),
      to: z.string(),
      source: z.string(),
      note: textOrNothing,
    }),
  ),
}) satisfies z.ZodType<ItemSnapshot>;

const inOrder = (a: RelationFrom, b: RelationFrom): number =>
  a.kind === b.kind ? (a.to < b.to ? -1 : a.to > b.to ? 1 : 0) : a.kind < b.kind ? -1 : 1;

/** Relations have no order of their own, and each is there once. */
export function inOneOrder(relations: readonly RelationFrom[]): RelationFrom[] {
  const each = new Map<string, RelationFrom>();
  for (const relation of relations) {
    const name = `${relation.kind}\n${relation.to}`;
    if (!each.has(name)) each.set(name, relation);
  }
  return [...each.values()].sort(inOrder);
}

/** Items with the relations that begin at each. */
export function snapshotsOf(
  items: readonly Omit<ItemSnapshot, 'relations'>[],
  relations: readonly (RelationFrom & { readonly from: string })[],
): ItemSnapshot[] {
  const byKey = new Map<string, RelationFrom[]>();
  for (const { from, ...relation } of relations) {
    const known = byKey.get(from);
    if (known === undefined) byKey.set(from, [relation]);
    else known.push(relation);
  }
  return items.map((item) => ({ ...item, relations: inOneOrder(byKey.get(item.key) ?? []) }));
}

/** What differs between two states of one item, by what a person would call it. */
export type SnapshotPart =
  | { readonly part: 'fact'; readonly attribute: string }
  | { readonly part: 'relation'; readonly kind: string; readonly to: string }
  | { readonly part: 'own'; readonly name: OwnPart };

const ownParts = [
  'name',
  'component',
  'environment',
  'profile',
  'sharedEnvironment',
  'aliases',
  'isProduction',
  'kind',
  'source',
] as const;
export type OwnPart = (typeof ownParts)[number];

export const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

const factOf = (snapshot: ItemSnapshot, attribute: string): Fact | undefined =>
  snapshot.facts.find((fact) => fact.attribute === attribute);

const factInOrder = (fact: Fact | undefined): unknown =>
  fact === undefined
    ? undefined
    : [
        fact.recorded.state,
        fact.recorded.state === 'value' ? fact.recorded.value : null,
        fact.source,
        fact.note,
      ];

const relationOf = (snapshot: ItemSnapshot, { kind, to }: RelationFrom): RelationFrom | undefined =>
  snapshot.relations.find((one) => one.kind === kind && one.to === to);

/** What a change changed, in the order of a page. Where it was added or removed, nothing. */
export function differingParts(
  before: ItemSnapshot | null,
  after: ItemSnapshot | null,
): SnapshotPart[] {
  if (before === null || after === null) return [];
  const attributes = new Set([...before.facts, ...after.facts].map(({ attribute }) => attribute));
  return [
    ...ownParts
      .filter((name) => !isSame(before[name], after[name]))
      .map((name) => ({ part: 'own' as const, name })),
    ...[...attributes]
      .filter(
        (attribute) =>
          !isSame(factInOrder(factOf(before, attribute)), factInOrder(factOf(after, attribute))),
      )
      .map((attribute) => ({ part: 'fact' as const, attribute })),
    ...inOneOrder([...before.relations, ...after.relations]).flatMap((relation) => {
      const [was, is] = [relationOf(before, relation), relationOf(after, relation)];
      const isKept = was !== undefined && is !== undefined;
      return isKept && was.source === is.source && was.note === is.note
        ? []
        : [{ part: 'relation' as const, kind: relation.kind, to: relation.to }];
    }),
  ];
}

/** The same, with nothing but what belongs to it, in one order: two are equal as text or not. */
export const canonical = (given: ItemSnapshot): ItemSnapshot => ({
  key: given.key,
  type: given.type,
  estate: given.estate,
  component: given.component,
  environment: given.environment,
  profile: given.profile,
  sharedEnvironment: given.sharedEnvironment,
  aliases: given.aliases,
  isProduction: given.isProduction,
  kind: given.kind,
  name: given.name,
  position: given.position,
  source: given.source,
  facts: given.facts.map(({ attribute, recorded, source, note }) => ({
    attribute,
    recorded:
      recorded.state === 'value'
        ? { state: 'value', value: recorded.value }
        : { state: recorded.state },
    source,
    note,
  })),
  relations: inOneOrder(
    given.relations.map(({ kind, to, source, note }) => ({ kind, to, source, note })),
  ),
});

/** The parts as `from` has them, in what otherwise stays as it is. */
export function withPartsOf(
  snapshot: ItemSnapshot,
  from: ItemSnapshot,
  parts: readonly SnapshotPart[],
): ItemSnapshot {
  // Parts of a snapshot, each under its own name.
  const own = Object.fromEntries(
    parts.flatMap((one) => (one.part === 'own' ? [[one.name, from[one.name]] as const] : [])),
  ) as Partial<ItemSnapshot>;
  const attributes = new Set(parts.flatMap((one) => (one.part === 'fact' ? one.attribute : [])));
  const isPart = ({ kind, to }: RelationFrom): boolean =>
    parts.some((one) => one.part === 'relation' && one.kind === kind && one.to === to);
  const order = new Map(from.facts.map(({ attribute }, at) => [attribute, at]));
  const isWhole = snapshot.facts.every(
    ({ attribute }) => attributes.has(attribute) || order.has(attribute),
  );
  const facts = [
    ...snapshot.facts.filter(({ attribute }) => !attributes.has(attribute)),
    ...from.facts.filter(({ attribute }) => attributes.has(attribute)),
  ];
  return {
    ...snapshot,
    ...own,
    // In the order of before, where that knows all of them.
    facts: isWhole
      ? facts.sort((a, b) => (order.get(a.attribute) ?? 0) - (order.get(b.attribute) ?? 0))
      : facts,
    relations: inOneOrder([
      ...snapshot.relations.filter((one) => !isPart(one)),
      ...from.relations.filter(isPart),
    ]),
  };
}
