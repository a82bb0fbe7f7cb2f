/** What probes find and how it is shown; safe in a browser. */
import { z } from 'zod';

/** What one asking found, from the best to the worst; `not-known`: it could not ask. */
export const outcomes = ['up', 'degraded', 'down', 'not-known'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why something is off on purpose: its failure opens no incident, and its time does not count. */
export type Off = 'maintenance' | 'paused' | 'scheduled-off';

/** Asks by hand; a probe by its name in the environment, or its id. */
export const RunProbe = z.object({
  environment: z.string().min(1).max(100),
  probe: z.string().min(1).max(200),
});
export type RunProbe = z.output<typeof RunProbe>;

/** What a probe found that was asked by hand. */
export interface ProbeAnswer {
  readonly id: string;
  readonly environment: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** Null: no answer came. */
  readonly tookMs: number | null;
  /** A sentence on why it is not up; null where it is. */
  readonly says: string | null;
}

/** A probe with how it is now, as the page and the terminal show it. */
export interface ProbeView {
  /** `service:local:amqp`. */
  readonly id: string;
  /** Null: of the whole console. */
  readonly environment: string | null;
  readonly name: string;
  readonly kind: string;
  /** In words, without addresses: `RabbitMQ`. */
  readonly target: string;
  /** False: a stand-in of the console's own is asked. */
  readonly isReal: boolean;
  readonly everyMs: number;
  /** What it is, also while it is off on purpose. */
  readonly state: Outcome;
  /** ISO 8601; where nobody has asked for long, when somebody did last. */
  readonly since: string;
  /** Null: it is not off on purpose; `until` is ISO 8601, null: until somebody changes that. */
  readonly off: { readonly reason: Off; readonly until: string | null } | null;
  /** ISO 8601; null: it was never asked. */
  readonly lastAt: string | null;
  /** Of the last answer; null: none came. */
  readonly tookMs: number | null;
  /** A sentence on why it is not up; null where it is. */
  readonly says: string | null;
  /** The share of the time that can be told in which it answered, 0 to 1; null: none can be. */
  readonly upShare: number | null;
  /** Of how much of `wholeMs`, the time of `pieces` so far, its state can be told. */
  readonly toldMs: number;
  readonly wholeMs: number;
  /** Of the last hour; null: nothing has answered. */
  readonly medianMs: number | null;
  readonly percentile95Ms: number | null;
  /** The median of each five minutes of the last hour; null: nothing has answered. */
  readonly lastHour: readonly (number | null)[];
  /** Equally long pieces of the time that was asked for, the last one now. */
  readonly pieces: readonly Piece[];
}

/** The same without what it has found before. */
export type ProbeNow = Pick<
  ProbeView,
  'id' | 'name' | 'kind' | 'isReal' | 'state' | 'since' | 'off'
> & { readonly environment: string };

/** Shares of a piece of time in each state; what is missing to 1 is not known. */
export interface Piece {
  readonly up: number;
  readonly degraded: number;
  readonly down: number;
  /** On purpose: maintenance, scheduled off. */
  readonly off: number;
}

/** The times that the bars can be of. */
export const statusTimes = ['24-hours', '30-days', '90-days'] as const;
export type StatusTime = (typeof statusTimes)[number];

export const StatusInput = z.object({ time: z.enum(statusTimes).default('24-hours') });

/** Of an address; one that names another time shows the usual one. */
export const readStatusTime = (text: unknown): StatusTime =>
  StatusInput.safeParse({ time: text }).data?.time ?? StatusInput.parse({}).time;

/** What the shell shows of an environment. */
export interface StatusShell {
  readonly probes: number;
  /** These three without what is off on purpose. */
  readonly down: number;
  readonly degraded: number;
  readonly notKnown: number;
  /** The open ones, the newest first, of which at most 20. */
  readonly incidents: readonly IncidentBrief[];
}

export interface IncidentBrief {
  readonly id: number;
  readonly title: string;
  /** ISO 8601. */
  readonly since: string;
  /** What it is of that is told of elsewhere too; null: of something else. */
  readonly about: 'service' | 'contract' | 'runs' | null;
}
