/** Incidents as people and the console write them; safe in a browser. */
import { z } from 'zod';
import type { NeedingOutcome } from '#lib/inventory/model.ts';
import type { FieldDescriptions } from '#lib/kernel/form-fields.ts';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import { moment } from '../moment.ts';
import type { Outcome } from '../model.ts';

/** What takes part in incidents and no probe asks, as people read it. */
export const contractName = 'Alias contract';
export const runsName = 'Runs';

export const incidentStates = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentState = (typeof incidentStates)[number];

/** Why the root of what fails is not known. */
export type DoubtKind =
  /** It could not be asked, and what fails needs it. */
  | 'not-known'
  /** Both need each other. */
  | 'needs-each-other'
  /** It was degraded long before, and what fails needs it. */
  | 'degraded-before'
  /** It works only since shortly before that, or since then, and what happened needs it. */
  | 'works-since'
  /** It fails since about the same time, and no relation between them is recorded. */
  | 'same-time';

export const mostTextLetters = 2_000;
const title = freeTextWithoutNumbers(120, 'Use 120 characters or fewer.').min(
  1,
  'Say in a few words what does not work.',
);
const text = freeTextWithoutNumbers(mostTextLetters, 'Use 2,000 characters or fewer.').min(
  1,
  'Say what is known.',
);
const environment = z.string().min(1).max(100);
const id = z.coerce.number().int().min(1).max(2_147_483_647);

/** As an address has it. */
export const IncidentNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((number) => id.safeParse(number).success);

/** One a form: the same key of the same person answers with what it has done before. */
const idempotencyKey = z.uuid().optional();

const longestMs = 31 * 24 * 3_600_000;

/** What is wrong with a time by which more is said; null: nothing. */
export function wrongNextUpdate(
  { nextUpdateAt, state }: { readonly nextUpdateAt?: Date | undefined; state: IncidentState },
  now: Date,
): string | null {
  if (nextUpdateAt === undefined) return null;
  if (state === 'resolved') return 'Leave it out: nothing more is said of what is resolved.';
  if (nextUpdateAt <= now) return 'Use a time that is still to come.';
  return nextUpdateAt.getTime() - now.getTime() > longestMs ? 'Use a time within 31 days.' : null;
}

/** Opens an incident that no probe has found. */
export const OpenIncident = z.object({
  environment,
  title,
  text,
  nextUpdateAt: moment.optional(),
  idempotencyKey,
});
export type OpenIncident = z.output<typeof OpenIncident>;

const noNames =
  'Read by all who may sign in, and shown on the support page where nothing else was written for ' +
  'users. No names of hosts, and no names or numbers of doctors.';

const nextUpdateAt: FieldDescriptions[string] = {
  control: 'date-time',
  label: 'Next update by (optional)',
  hint: 'By clocks in London. Shown on the support page: whoever answers users tells them.',
};

export const openIncidentFields: FieldDescriptions<keyof OpenIncident> = {
  title: {
    control: 'text',
    autoComplete: 'off',
    label: 'What does not work',
    hint: 'In a few words, such as “Doctors cannot sign in”.',
  },
  text: { control: 'long-text', label: 'What is known so far', hint: noNames },
  nextUpdateAt,
};

/** A comment where the state stays what it is. */
export const UpdateIncident = z.object({
  environment,
  incident: id,
  /** That was looked at: what somebody else changed meanwhile is not written over. */
  version: id,
  state: z.enum(incidentStates),
  text,
  nextUpdateAt: moment.optional(),
  idempotencyKey,
});
export type UpdateIncident = z.output<typeof UpdateIncident>;

export const stateTitles: Readonly<Record<IncidentState, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

export const updateIncidentFields: FieldDescriptions<keyof UpdateIncident> = {
  state: {
    control: 'choice',
    label: 'State from now on',
    options: incidentStates.map((value) => ({ value, label: stateTitles[value] })),
  },
  text: { control: 'long-text', label: 'Update', hint: noNames },
  nextUpdateAt,
};

/** What the support page says of it from then on, in place of updates and of what it drafts. */
export const WriteForUsers = z.object({
  environment,
  incident: id,
  /** That was looked at: what somebody else changed meanwhile is not written over. */
  version: id,
  title,
  affected: freeTextWithoutNumbers(300, 'Use 300 characters or fewer.')
    .min(1, 'Say who notices it, or leave it out.')
    .optional(),
  text,
});
export type WriteForUsers = z.output<typeof WriteForUsers>;

export const writeForUsersFields: FieldDescriptions<keyof WriteForUsers> = {
  title: {
    control: 'text',
    autoComplete: 'off',
    label: 'What does not work, for users',
    hint: 'In the words of those who call, such as “Connections lists are empty”.',
  },
  affected: {
    control: 'text',
    autoComplete: 'off',
    label: 'Who notices it (optional)',
    hint: 'Such as “Anyone using the Connections pages”.',
  },
  text: {
    control: 'long-text',
    label: 'What to tell callers',
    hint: 'Shown on the support page word for word. No names of hosts, and none of a person.',
  },
};

/** Who takes it has seen it; `isTaken` false gives it back. */
export const TakeIncident = z.object({
  environment,
  incident: id,
  version: id,
  isTaken: z.boolean().default(false),
});
export type TakeIncident = z.output<typeof TakeIncident>;

export interface IncidentOutcome {
  readonly incident: number;
  readonly version: number;
  readonly state: IncidentState;
}

export interface TakeOutcome extends IncidentOutcome {
  /** Whether it was taken or given back. */
  readonly isTaken: boolean;
}

export interface IncidentPartView {
  /** The id of the probe, or of what no probe asks. */
  readonly probe: string;
  readonly name: string;
  readonly state: Outcome;
  /** ISO 8601. */
  readonly since: string;
  /** ISO 8601; null: it goes on. */
  readonly endedAt: string | null;
}

export interface IncidentUpdateView {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  /** `system` or the name of a person. */
  readonly actor: string;
  readonly state: IncidentState;
  readonly text: string;
  /** ISO 8601: by when more is said; null: no time was given. */
  readonly nextUpdateAt: string | null;
}

/** How what is said begins where one takes it from another. */
export const takenFrom = 'Taken from ';

/** What is said of an incident when one person takes it from another. */
export const takingWords = (owner: string): string => `${takenFrom}${owner}.`;

/** Whether a person wrote it for others: not the console, and not that somebody has taken it. */
export const isWritten = ({ actor, text }: Pick<IncidentUpdateView, 'actor' | 'text'>): boolean =>
  actor !== 'system' && !text.startsWith(takenFrom);

/** What users are told, as a person wrote it. */
export interface WrittenForUsers {
  readonly title: string;
  /** Null: nothing is said of it. */
  readonly affected: string | null;
  readonly text: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface IncidentView {
  readonly id: number;
  readonly environment: string;
  readonly title: string;
  readonly state: IncidentState;
  /** The name of what is likely the cause; null: not known, or nobody looked for one. */
  readonly root: string | null;
  /** False: a person opened it, and nothing that the console watches takes part. */
  readonly isOfProbes: boolean;
  readonly doubts: readonly { readonly name: string; readonly why: DoubtKind }[];
  /** Names of what works and is not the cause. */
  readonly ruledOut: readonly string[];
  readonly openedBy: string;
  /** ISO 8601: when what failed began. */
  readonly since: string;
  /** ISO 8601; null: it goes on. */
  readonly resolvedAt: string | null;
  /**
   * ISO 8601: by when more is said, by what a person wrote last; null: no time was given, or it is
   * resolved.
   */
  readonly nextUpdateAt: string | null;
  /** Null: nobody has taken it. */
  readonly owner: string | null;
  readonly version: number;
  readonly parts: readonly IncidentPartView[];
  /** Null: nobody has written any. */
  readonly forUsers: WrittenForUsers | null;
  /**
   * What users do, and systems downstream, that need what fails by the inventory; null: nobody said
   * which component of it that is, or it is resolved.
   */
  readonly affected: readonly NeedingOutcome[] | null;
  /** The newest first. */
  readonly updates: readonly IncidentUpdateView[];
}
