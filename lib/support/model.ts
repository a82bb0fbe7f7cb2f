/** What the support page says, as each web process keeps it; safe in a browser. */
import { z } from 'zod';

/** From the best to the worst; `cannot-tell`: nobody knows, which is never working. */
export const supportStates = ['working', 'planned', 'cannot-tell', 'partly', 'problem'] as const;
export type SupportState = (typeof supportStates)[number];

const time = z.iso.datetime();

/** Something that does not work, or did not, in the words for users. */
const SupportProblem = z.object({
  /** Steady as long as it is the same: `incident-12`, `lists`. */
  id: z.string(),
  title: z.string(),
  state: z.enum(['partly', 'problem']),
  /** Null: since when is not known. */
  since: time.nullable(),
  resolvedAt: time.nullable(),
  /** When what is said of it has changed last; null: not known. */
  updatedAt: time.nullable(),
  /** Who notices it; null: not known, as is all of the following. */
  affected: z.string().nullable(),
  stillRight: z.string().nullable(),
  tellUsers: z.string().nullable(),
  /** The words were made from facts: nobody has written any. */
  isDraft: z.boolean(),
  doing: z.string().nullable(),
  nextUpdateAt: time.nullable(),
});
export type SupportProblem = z.output<typeof SupportProblem>;

const SupportService = z.object({
  name: z.string(),
  note: z.string().nullable(),
  state: z.enum(supportStates),
  /** Since when it is so; null: not known. */
  since: time.nullable(),
});
export type SupportService = z.output<typeof SupportService>;

const PlannedWork = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  fromAt: time,
  toAt: time,
  /** When it was planned, and when what is said of it has changed last; null: not known. */
  plannedAt: time.nullable().default(null),
  updatedAt: time.nullable().default(null),
  /** When somebody has ended it, or called it off; null: nobody has. */
  endedAt: time.nullable().default(null),
});
export type PlannedWork = z.output<typeof PlannedWork>;

const DataRefresh = z.object({
  kind: z.enum(['running', 'in-place', 'trial', 'stopped', 'done']),
  /** Since when it is so; null: not known. */
  at: time.nullable(),
});
export type DataRefresh = z.output<typeof DataRefresh>;

/** What is known of one environment. */
export const SupportFacts = z.object({
  environment: z.object({
    name: z.string(),
    title: z.string(),
    isProduction: z.boolean(),
    hasSyntheticPeople: z.boolean(),
  }),
  /** What does not work now, the worst first, then the newest of what works again. */
  problems: z.array(SupportProblem),
  services: z.array(SupportService),
  /** Under way or to come, the next first. */
  planned: z.array(PlannedWork),
  /** What is over or was called off, the newest first. */
  plannedBefore: z.array(PlannedWork).default([]),
  /** Null: nothing is known of one. */
  refresh: DataRefresh.nullable(),
});
export type SupportFacts = z.output<typeof SupportFacts>;

export const SupportCopy = z.object({
  /** When all of it was read. */
  checkedAt: time,
  environments: z.array(SupportFacts).min(1),
});
export type SupportCopy = z.output<typeof SupportCopy>;

/** What users might be told of an incident, for whoever writes that. */
export interface DraftForUsers {
  readonly title: string;
  readonly affected: string | null;
  readonly text: string | null;
}
