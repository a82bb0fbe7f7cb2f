/** Which version is live: what is recorded of shared environments and their versions. */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import { inventoryReason } from '../secrets.ts';

/** Of a shared environment (`docs/inventory.md`). Linked is usual, unlinked is paused. */
export const linkStates = ['absent', 'linked', 'unlinked', 'updating', 'undeploying'] as const;
export type LinkState = (typeof linkStates)[number];

/** Whether change events are held. */
export const isPaused = ({ link }: { readonly link: LinkState }): boolean =>
  link !== 'linked' && link !== 'absent';

/** Of one version: a version that is not there has no row. */
export const versionStates = ['deploying', 'deploy-failed', 'deployed', 'undeploying'] as const;
export type VersionState = (typeof versionStates)[number];

/** The twelve transitions; what has two commands, or two ways, has two of these. */
export const transitions = {
  'trigger-pipeline': { number: 1, title: 'Trigger the blue/green pipeline' },
  deploy: { number: 2, title: 'Deploy a version' },
  unlink: { number: 3, title: 'Unlink' },
  link: { number: 4, title: 'Link' },
  'clean-up': { number: 5, title: 'Clean up the old rollback' },
  rollback: { number: 6, title: 'Roll back' },
  'update-shared': { number: 7, title: 'Update shared resources' },
  'trigger-shared': { number: 7, title: 'Trigger the shared-resources pipeline' },
  undeploy: { number: 8, title: 'Undeploy a version' },
  'undeploy-shared': { number: 9, title: 'Undeploy shared resources' },
  'full-deploy': { number: 10, title: 'Full deploy' },
  'full-undeploy': { number: 10, title: 'Full undeploy' },
  'quick-deploy': { number: 11, title: 'Quick re-deploy' },
  destroy: { number: 12, title: 'Destroy a task environment' },
} as const;
export type Transition = keyof typeof transitions;
// The keys that are written above.
export const transitionIds = Object.keys(transitions) as [Transition, ...Transition[]];

export const outcomes = ['begun', 'done', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

const environmentName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'Give the name of an environment, such as live or ds-123.');
/** `9f3c1de-live`; of an environment that is deployed as a whole its own name. */
const versionName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'Give the name of a version, such as 9f3c1de-live.');

export const SharedState = z.object({
  environment: environmentName,
  link: z.enum(linkStates),
  /** Since when it is so, ISO 8601. */
  since: z.iso.datetime(),
  /**
   * From when on change events are held, ISO 8601; `isKnown` false: from then at the latest. Null:
   * none are, or it was written down before this was.
   */
  paused: z
    .object({ since: z.iso.datetime(), isKnown: z.boolean() })
    .readonly()
    .nullable()
    .default(null),
  /** While it is unlinked: what was, since the outputs that said so went with the link. */
  current: versionName.nullable(),
  /** Null: `NA`. */
  previous: versionName.nullable(),
  versions: z.array(z.object({ name: versionName, state: z.enum(versionStates) })).readonly(),
});
export type SharedState = Readonly<z.infer<typeof SharedState>>;

/** All that is recorded of an estate. What is not in it is not recorded. */
export const RunbookState = z.object({
  /** The commits that a run of each pipeline goes with now; null: none runs. */
  pipelines: z.object({ blueGreen: z.string().nullable(), shared: z.string().nullable() }),
  environments: z.array(SharedState).readonly(),
});
export type RunbookState = Readonly<z.infer<typeof RunbookState>>;

export const nothingRecorded: RunbookState = {
  pipelines: { blueGreen: null, shared: null },
  environments: [],
};

const commit = z
  .string()
  .regex(/^[0-9a-f]{7,40}$/, 'Give a commit: 7 to 40 hexadecimal digits, in lower case.');

/** What a person wants to do. */
export const Wanted = z.object({
  transition: z.enum(transitionIds),
  environment: environmentName,
  version: versionName.optional(),
  previous: versionName.optional(),
  commit: commit.optional(),
});
export type Wanted = Readonly<z.infer<typeof Wanted>>;

/** Of the place where it is done, as the inventory has it. */
export interface RunbookEnvironment {
  readonly name: string;
  readonly profile: string;
  readonly isProduction: boolean;
}

const Recorded = z.object({
  /** The number of the newest step that the person has seen; 0: none was recorded yet. */
  seen: z.number().int().min(0),
  reason: inventoryReason('Say why.'),
  typedName: Confirmation.shape.typedName,
});

export const RecordTransition = Recorded.extend({
  ...Wanted.shape,
  outcome: z.enum(outcomes),
  /** That the person has checked what the console cannot see. */
  confirmed: z.boolean().default(false),
});
export type RecordTransition = Readonly<z.output<typeof RecordTransition>>;

const betweenNames = /[\s,]+/;
const mostOthers = 10;

/** Names with blanks or commas between them. */
export const namesIn = (text: string): string[] =>
  text.split(betweenNames).filter((name) => name !== '');

const names = z
  .string()
  .max(600, { error: 'Give at most 600 characters.', abort: true })
  .default('')
  .refine(
    (text) => namesIn(text).every((name) => versionName.safeParse(name).success),
    'Give names of versions, such as 9f3c1de-live, with blanks between them.',
  )
  .refine((text) => namesIn(text).length <= mostOthers, 'Give at most ten versions.');

/** What a person has seen there, in place of what was recorded. */
export const RecordFound = Recorded.extend({
  environment: environmentName,
  link: z.enum(['linked', 'unlinked', 'absent']),
  current: versionName.optional(),
  previous: versionName.optional(),
  /** That are deployed besides current and previous. */
  others: names,
});
export type RecordFound = Readonly<z.output<typeof RecordFound>>;
