/** Estates, environments and components as one kind of row, with what lists show of them. Pure. */
import type { ItemSnapshot } from './changes/snapshot.ts';
import { environmentAttributes, estateAttributes } from './estate-attributes.ts';
import type { EstateFile } from './estate-file.ts';
import type { Attributes } from './kind.ts';
import { kindOf } from './kinds/all-kinds.ts';
import { environmentKey, type Fact, type RecordedState } from './model.ts';

export type Item = Omit<ItemSnapshot, 'relations'>;

/** What follows from an item and its facts. */
export interface ItemSummary {
  readonly summary: string | null;
  readonly owner: string | null;
  readonly cloud: string | null;
  /** The attributes that somebody should know and no source says, in the order of the kind. */
  readonly missing: readonly string[];
  /** Lower case. */
  readonly searchText: string;
}

export const attributesOf = ({ type, kind }: Pick<Item, 'type' | 'kind'>): Attributes =>
  type === 'estate'
    ? estateAttributes
    : type === 'environment'
      ? environmentAttributes
      : (kindOf(kind)?.attributes ?? {});

/** Of one attribute, in words; null where no source says a value. */
export function valueOf(facts: readonly Fact[], attribute: string): string | null {
  const recorded = facts.find((fact) => fact.attribute === attribute)?.recorded;
  if (recorded?.state !== 'value') return null;
  return typeof recorded.value === 'string' ? recorded.value : recorded.value.join(', ');
}

/** Expected and not said by any source, or named by a source without a value. */
export function missingOf(
  item: Pick<Item, 'type' | 'kind'>,
  stateOf: (attribute: string) => RecordedState | undefined,
): string[] {
  return Object.entries(attributesOf(item)).flatMap(([attribute, { isExpected = false }]) => {
    const state = stateOf(attribute);
    return (state === undefined ? isExpected : state === 'not-recorded') ? [attribute] : [];
  });
}

const shortAttributes = ['summary', 'purpose', 'role', 'technology', 'meaning'];

// Their labels are no words that anybody looks for a thing by.
const withoutLabel = ['summary', 'sourceWording'];

/** `port 1832` finds what has it as its port. */
function textsOf({ attribute, recorded, note }: Fact, attributes: Attributes): readonly string[] {
  const label = withoutLabel.includes(attribute) ? undefined : attributes[attribute]?.label;
  return [
    ...(recorded.state === 'value' ? [label ?? [], recorded.value].flat() : []),
    ...(note === null ? [] : [note]),
  ];
}

// Other providers run services, and no cloud in which anything else is.
const clouds = ['AWS', 'Azure'];

/** `AWS (Texas)` is AWS. */
const cloudOfProvider = (provider: string | null): string | null =>
  clouds.find((cloud) => provider === cloud || provider?.startsWith(`${cloud} `)) ?? null;

/** `environmentAliases`: other names of its environment. */
export function summaryOf(
  item: Item,
  estateTitle: string,
  environmentAliases: readonly string[],
): ItemSummary {
  const { facts } = item;
  const attributes = attributesOf(item);
  const words = item.type === 'component' ? (kindOf(item.kind)?.singular ?? item.kind) : item.type;
  const summary = shortAttributes.flatMap((name) => valueOf(facts, name) ?? [])[0] ?? null;
  return {
    summary,
    owner: valueOf(facts, 'owner') ?? valueOf(facts, 'organisation'),
    cloud: valueOf(facts, 'cloud') ?? cloudOfProvider(valueOf(facts, 'provider')),
    missing: missingOf(
      item,
      (attribute) => facts.find((fact) => fact.attribute === attribute)?.recorded.state,
    ),
    searchText: [
      item.name,
      item.key,
      estateTitle,
      item.environment ?? '',
      ...item.aliases,
      ...environmentAliases,
      item.profile ?? '',
      item.sharedEnvironment ?? '',
      words,
      ...facts.flatMap((fact) => textsOf(fact, attributes)),
    ]
      .join('\n')
      .toLowerCase(),
  };
}

const namingAttributes = ['hostname', 'host', 'address', 'url', 'otherNames'];
const longestName = 300;

/** All that it is called by, in lower case. */
export const namesOf = ({ key, name, aliases, facts }: Item): string[] => [
  ...new Set(
    [
      key,
      name,
      ...aliases,
      ...facts.flatMap(({ attribute, recorded }) =>
        recorded.state === 'value' && namingAttributes.includes(attribute) ? recorded.value : [],
      ),
    ].flatMap((one) => (one === '' || one.length > longestName ? [] : one.toLowerCase())),
  ),
];

/** All that a file says, in its order: the estate, its environments, its components. */
export function itemsOf({ estate, environments, components }: EstateFile): Item[] {
  const nothing = {
    component: null,
    profile: null,
    sharedEnvironment: null,
    aliases: [],
    isProduction: false,
  } as const;
  return [
    {
      ...nothing,
      key: estate.key,
      type: 'estate' as const,
      estate: estate.key,
      environment: null,
      kind: 'estate',
      name: estate.title,
      source: estate.source,
      facts: estate.facts,
    },
    ...environments.map((environment) => ({
      ...environment,
      component: null,
      key: environmentKey(environment.estate, environment.name),
      type: 'environment' as const,
      environment: environment.name,
      kind: 'environment',
    })),
    ...components.map(({ key, estate, id, environment, kind, name, source, facts }) => ({
      ...nothing,
      key,
      type: 'component' as const,
      estate,
      component: id,
      environment,
      kind,
      name,
      source,
      facts,
    })),
  ].map((item, position) => ({ ...item, position }));
}
