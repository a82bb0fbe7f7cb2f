/**
 * An inventory as large as is wanted, each time the same: ten estates of twenty environments each,
 * with four relations and twenty facts a component. Pure.
 */
import { attributesOf } from '#lib/inventory/items.ts';
import type { ItemSnapshot, RelationFrom } from '#lib/inventory/changes/snapshot.ts';
import type { Attribute } from '#lib/inventory/kind.ts';
import { keyOf, type Fact, type RecordedFact, type Source } from '#lib/inventory/model.ts';

export interface GeneratedEstate {
  readonly key: string;
  readonly sources: readonly Source[];
  /** The estate, its environments, its components; relations lead also to other estates. */
  readonly items: readonly ItemSnapshot[];
}

const estates = 10;
const environmentsOfEach = 20;
const factsOfEach = 20;
const relationsOfEach = 4;
/** How many times each component was changed, its coming among them. */
export const changesOfEach = 20;

// Each of them has twenty attributes or more.
const kinds = [
  ...['application', 'server', 'database', 'queue', 'interface', 'certificate', 'journey'],
  ...['command', 'scheduled-task', 'application', 'server', 'firewall-rule'],
];
const relationKinds = ['depends on', 'calls', 'reads from', 'feeds', 'part of', 'protects'];
const sourceIds = ['D1', 'D2', 'D3'];

const two = (number: number): string => String(number).padStart(2, '0');
const estateKey = (estate: number): string => `estate-${two(estate + 1)}`;
const environmentName = (at: number): string => (at === 0 ? 'production' : `test-${two(at)}`);
const at = <T>(list: readonly T[], position: number): T => {
  const one = list[position % list.length];
  if (one === undefined) throw new Error('there is none');
  return one;
};

interface Identity {
  readonly id: string;
  readonly environment: string | null;
}

/**
 * A fifth is of the estate as a whole, the first of them what all others of it need; the rest is in
 * every other environment, half of it in these and half in those.
 */
function identitiesOf(components: number): Identity[] {
  const shared = Math.ceil(components / 5);
  const identities: Identity[] = Array.from({ length: shared }, (_none, number) => ({
    id: `shared-${String(number)}`,
    environment: null,
  }));
  for (let id = 0; identities.length < components; id += 1)
    for (let where = id % 2; where < environmentsOfEach; where += 2)
      if (identities.length < components)
        identities.push({ id: `part-${String(id)}`, environment: environmentName(where) });
  return identities;
}

const words = [
  ...['holds', 'records', 'of', 'trainees', 'doctors', 'and', 'programmes', 'for', 'the', 'office'],
  ...[
    'sends',
    'them',
    'on',
    'every',
    'night',
    'after',
    'reconciliation',
    'with',
    'another',
    'list',
  ],
];

const textOf = (number: number, length: number): string =>
  Array.from({ length }, (_none, place) => at(words, number * 7 + place * 3)).join(' ');

/** What a source may say of an attribute, by its type. */
function recordedOf({ type = 'text', choices }: Attribute, number: number): RecordedFact {
  if (number % 17 === 0) return { state: 'not-recorded' };
  if (choices !== undefined) return { state: 'value', value: at(choices, number) };
  switch (type) {
    case 'list':
    case 'steps':
      return { state: 'value', value: [textOf(number, 3), `port-${String(number % 9_000)}`] };
    case 'whole':
      return { state: 'value', value: String(number % 4_096) };
    case 'day':
      return { state: 'value', value: `2027-${two(1 + (number % 12))}-${two(1 + (number % 28))}` };
    case 'yes-no':
      return { state: 'value', value: number % 2 === 0 ? 'yes' : 'no' };
    default:
      return { state: 'value', value: textOf(number, 2 + (number % 7)) };
  }
}

/** The same in every environment but for the two last. */
const factsOf = (kind: string, id: number, copy: number): Fact[] =>
  Object.entries(attributesOf({ type: 'component', kind }))
    .slice(0, factsOfEach)
    .map(([attribute, known], position) => ({
      attribute,
      recorded: recordedOf(known, id * 31 + position + (position < factsOfEach - 2 ? 0 : copy)),
      source: `${at(sourceIds, position)} p${String(1 + (position % 40))}`,
      note: position % 11 === 0 ? textOf(id, 4) : null,
    }));

/** One leads to what all need, one elsewhere in its place, one to its estate, one to another. */
function relationsOf(
  identities: readonly Identity[],
  estate: number,
  number: number,
): RelationFrom[] {
  const own = identities[number];
  if (own === undefined) return [];
  const shared = identities.filter(({ environment }) => environment === null);
  const near = identities.filter(({ environment }) => environment === own.environment);
  const keyIn = (of: number, { id, environment }: Identity): string =>
    keyOf({ estate: estateKey(of), component: id, environment });
  const ends: string[] = [
    keyIn(estate, at(shared, 0)),
    keyIn(estate, at(near, number * 13 + 1)),
    keyIn(estate, at(shared, number * 7 + 1)),
    keyIn((estate + 1 + (number % (estates - 1))) % estates, at(shared, number * 11 + 1)),
  ];
  const self = keyIn(estate, own);
  return ends
    .slice(0, relationsOfEach)
    .map((to, place) => ({
      kind: place === 0 ? 'depends on' : at(relationKinds, number + place),
      to,
      source: at(sourceIds, place),
      note: null,
    }))
    .filter(({ to }) => to !== self);
}

const blank = {
  component: null,
  environment: null,
  profile: null,
  sharedEnvironment: null,
  aliases: [],
  isProduction: false,
  source: 'D1',
  facts: [],
  relations: [],
} as const;

function generateEstate(estate: number, components: number): GeneratedEstate {
  const key = estateKey(estate);
  const identities = identitiesOf(components);
  const sources = sourceIds.map((id): Source => ({
    id,
    title: `Document ${id} of ${key}`,
    evidence: 'document',
    asOf: '2026-01-01',
    readOn: '2026-11-01',
  }));
  const environments = Array.from({ length: environmentsOfEach }, (_none, place) =>
    environmentName(place),
  );
  const items: Omit<ItemSnapshot, 'position'>[] = [
    { ...blank, key, type: 'estate', estate: key, kind: 'estate', name: `The estate ${key}` },
    ...environments.map((name, place) => ({
      ...blank,
      key: `${key}@${name}`,
      type: 'environment' as const,
      estate: key,
      environment: name,
      kind: 'environment',
      name,
      aliases: [`${name} of old`],
      isProduction: place === 0,
    })),
    ...identities.map(({ id, environment }, number) => {
      const of = Number(id.split('-')[1]) + (environment === null ? 0 : components);
      const kind = at(kinds, of);
      return {
        ...blank,
        key: keyOf({ estate: key, component: id, environment }),
        type: 'component' as const,
        estate: key,
        component: id,
        environment,
        kind,
        name: `${kind} ${id} ${textOf(of, 2)}`,
        facts: factsOf(kind, estate * components + of, number),
        relations: relationsOf(identities, estate, number),
      };
    }),
  ];
  return { key, sources, items: items.map((item, position) => ({ ...item, position })) };
}

/** So many components in all. */
export const generateEstates = (components: number): GeneratedEstate[] =>
  Array.from({ length: estates }, (_none, estate) =>
    generateEstate(estate, Math.ceil(components / estates)),
  );

/** Of a new one in the CSV. */
export const rowsOfEach = 5;

/** New ones for the first estate, as a CSV: to each component a row, three facts and a relation. */
export function generateRows(rows: number): string {
  const lines = ['item,kind,name,attribute,value,relation,to,source'];
  const key = estateKey(0);
  for (let number = 0; lines.length <= rows; number += 1) {
    const item = `${key}/new-${String(number)}`;
    const said = (cells: string): void => void lines.push(`${item},${cells}`);
    said(`server,A new server ${String(number)},,,,,D1`);
    said(`,,purpose,${textOf(number, 9)},,,D1 p3`);
    said(`,,hostname,new-${String(number)}.example.org,,,D2`);
    said(`,,version,3.${String(number % 90)}0,,,D2 p7`);
    said(`,,,,depends on,${key}/shared-${String(number % 20)},D3`);
  }
  return `${lines.join('\n')}\n`;
}
