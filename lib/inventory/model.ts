/** What exists in the estates: the words that every kind of thing shares. */
import { z } from 'zod';
import { longestEnvironmentName } from '#lib/kernel/confirmation.ts';
import { freeText } from '#lib/kernel/free-text.ts';

/** What a source says: four different things (`docs/inventory.md`). */
export const recordedStates = ['value', 'none', 'not-applicable', 'not-recorded'] as const;
export type RecordedState = (typeof recordedStates)[number];

/** What is said instead of a value. */
export type RecordedNothing = Exclude<RecordedState, 'value'>;

/** Text stays text: version 3.10, account 007, owner No. */
export type FactValue = string | readonly string[];

export type RecordedFact =
  { readonly state: 'value'; readonly value: FactValue } | { readonly state: RecordedNothing };

/** As people write them, and read them in a sentence. */
export const recordedStateWords = {
  value: 'value',
  none: 'none',
  'not-applicable': 'not applicable',
  'not-recorded': 'not recorded',
} as const satisfies Readonly<Record<RecordedState, string>>;

/** What a source says, or which nothing it is. */
export const recordedWords = (recorded: RecordedFact, between = ', '): string =>
  recorded.state === 'value'
    ? [recorded.value].flat().join(between)
    : recordedStateWords[recorded.state];

/** Where a fact comes from, and how sure that is. */
export const evidences = [
  'document',
  'code',
  'published',
  'inference',
  'general',
  'observed',
] as const;
export type Evidence = (typeof evidences)[number];

export const itemTypes = ['estate', 'environment', 'component'] as const;
export type ItemType = (typeof itemTypes)[number];

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly evidence: Evidence;
  /** `yyyy-MM-dd`: the state of the world that it describes; null: it does not say. */
  readonly asOf: string | null;
  /** `yyyy-MM-dd`: when it was read for the inventory. */
  readonly readOn: string;
}

/** One attribute of an estate, an environment or a component, as one source says it. */
export interface Fact {
  readonly attribute: string;
  readonly recorded: RecordedFact;
  readonly source: string;
  /** What a source says besides, e.g. that a sentence of it is cut off. */
  readonly note: string | null;
}

export interface Estate {
  readonly key: string;
  readonly title: string;
  readonly source: string;
  readonly facts: readonly Fact[];
}

/** Identity: estate, name, and where there are any, profile and shared environment. */
export interface Environment {
  readonly estate: string;
  readonly name: string;
  readonly profile: string | null;
  readonly sharedEnvironment: string | null;
  /** Other names of it, as sources write them. */
  readonly aliases: readonly string[];
  readonly isProduction: boolean;
  readonly source: string;
  readonly facts: readonly Fact[];
}

export interface Component {
  /** `estate/id`, and `@environment` where it belongs to one. */
  readonly key: string;
  readonly estate: string;
  readonly id: string;
  /** Null: of the estate as a whole. */
  readonly environment: string | null;
  readonly kind: string;
  readonly name: string;
  readonly source: string;
  readonly facts: readonly Fact[];
}

export interface Relation {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
  readonly source: string;
  readonly note: string | null;
}

/** All that the files of the estates say. */
export interface Inventory {
  readonly estates: readonly Estate[];
  readonly environments: readonly Environment[];
  readonly components: readonly Component[];
  readonly relations: readonly Relation[];
}

/** Of a line of a file, which says whose rule it is; of a field, whose name it begins with. */
const must = (field: string | null, rule: string): string =>
  field === null ? `must ${rule}` : `${field} must ${rule}.`;

/** A part of a key: lower case, so that one thing has one name. */
export const componentId = (field: string | null = null) =>
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._-]{0,99}$/,
      must(field, 'be lower-case letters, digits, dots and dashes'),
    );
export const ComponentId = componentId();

// Addresses of pages of the inventory: the folders of `app/(console)/inventory`.
export const pageAddresses = [
  'record',
  'missing',
  'graph',
  'migration',
  'blue-green',
  'import',
  'matrix',
  'certificates',
  'drift',
  'edit',
  'environments',
  'operations',
];

export const estateId = (field: string | null = null) =>
  componentId(field).refine(
    (id) => !pageAddresses.includes(id),
    must(field, 'be another one: pages of the inventory have this address'),
  );
export const EstateId = estateId();

/** What people call a thing. */
export const itemName = (field: string | null = null) =>
  freeText(300, must(field, 'be at most 300 characters')).min(1, must(field, 'not be empty'));

/** Keys end with it. */
export const environmentName = (field: string | null = null) =>
  freeText(longestEnvironmentName, must(field, `be at most ${longestEnvironmentName} characters`))
    .min(1, must(field, 'not be empty'))
    .regex(/^[^@/]*$/, must(field, 'not have @ or / in it'));
export const EnvironmentName = environmentName();

/** What an environment is called outside the inventory: `reval-sync@preprod`. */
export const EnvironmentKey = z.string().refine((key) => {
  const { estate, component, environment } = partsOfKey(key);
  return (
    component === null &&
    EstateId.safeParse(estate).success &&
    EnvironmentName.safeParse(environment).success
  );
}, 'must be an estate and an environment of the inventory, e.g. reval-sync@preprod');

/** What a component is called outside the inventory: `reval-sync/rabbitmq@preprod`. */
export const ComponentKey = z
  .string()
  .max(400)
  .refine((key) => {
    const { estate, component } = partsOfKey(key);
    return component !== null && component !== '' && EstateId.safeParse(estate).success;
  }, 'must be a component of the inventory, e.g. reval-sync/rabbitmq@preprod');

export const componentKey = (estate: string, id: string, environment: string | null): string =>
  environment === null ? `${estate}/${id}` : `${estate}/${id}@${environment}`;

export const environmentKey = (estate: string, name: string): string => `${estate}@${name}`;

interface Placed {
  readonly estate: string;
  readonly component: string | null;
  readonly environment: string | null;
}

/** A key follows from what a thing is, and is what addresses and relations name it by. */
export function keyOf({ estate, component, environment }: Placed): string {
  if (component !== null) return componentKey(estate, component, environment);
  return environment === null ? estate : environmentKey(estate, environment);
}

/** The parts of a key, or of what looks like one. */
export function partsOfKey(key: string): Placed {
  const at = key.indexOf('@');
  const path = at < 0 ? key : key.slice(0, at);
  const slash = path.indexOf('/');
  return {
    estate: slash < 0 ? path : path.slice(0, slash),
    component: slash < 0 ? null : path.slice(slash + 1),
    environment: at < 0 ? null : key.slice(at + 1),
  };
}

/** What users do, or a system downstream, that needs a component. */
export interface NeedingOutcome {
  readonly key: string;
  readonly name: string;
  /** `page of users`. */
  readonly kindTitle: string;
  readonly estateTitle: string;
  readonly of: 'users' | 'downstream';
}

/** How much of an environment could be asked whether it works, and how much of that is. */
export interface AskableCount {
  readonly estate: string;
  /** Its name. */
  readonly environment: string;
  readonly estateTitle: string;
  /** The kinds that count. */
  readonly kinds: readonly string[];
  readonly all: number;
  readonly asked: number;
}
