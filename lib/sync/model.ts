/**
 * What the sync shows. Field names are fixed (`docs/interfaces.md`, Run); counts are null where not
 * known.
 */
import { z } from 'zod';
import { Confirmation } from '#lib/kernel/confirmation.ts';
import type { FieldDescriptions } from '#lib/kernel/form-fields.ts';
import { freeText } from '#lib/kernel/free-text.ts';
import type { Fault } from '#lib/kernel/result.ts';

export const StartRun = Confirmation.extend({
  environment: z.string().min(1).max(64),
  pipeline: z.string().min(1).max(64),
  /** Stops before the swap. */
  dry: z.boolean().default(false),
  /** `syntheticAcknowledgement`, where production would read made-up people. */
  acknowledgement: freeText(64, 'Type at most 64 characters.').optional(),
  /**
   * One a click: the same key of the same person answers with the run that it started there.
   */
  idempotencyKey: z.uuid().optional(),
});
export type StartRun = z.infer<typeof StartRun>;

/** What is typed to fill the indexes of production with made-up people. */
export const syntheticAcknowledgement = 'synthetic people';

/** What a person chooses when they start a run; without a choice of pipelines there is none. */
export const startRunFields = ({
  isObserved,
  needsAcknowledgement,
  pipelines,
}: Pick<StartReadiness, 'isObserved' | 'needsAcknowledgement' | 'pipelines'>): FieldDescriptions<
  keyof StartRun
> => ({
  ...(pipelines.length > 1 && {
    pipeline: {
      control: 'choice',
      label: 'Pipeline',
      options: pipelines.map(({ name, version, title }) => ({
        value: name,
        label: `${title} (version ${version})`,
      })),
    },
  }),
  ...(!isObserved && {
    dry: {
      control: 'tick',
      label: 'Dry run: build and check everything, then stop before the swap',
    },
  }),
  ...(needsAcknowledgement && {
    acknowledgement: {
      control: 'text',
      autoComplete: 'off',
      label: `Type ${syntheticAcknowledgement} to have users read made-up doctors`,
    },
  }),
});

export const CancelRun = Confirmation.extend({ run: z.string().min(1).max(80) });
export type CancelRun = z.infer<typeof CancelRun>;

export const runStates = [
  'queued',
  'preparing',
  'running',
  'verifying',
  'swapping',
  'settled',
  'cancelling',
  'cancelled',
  'failed',
  'stalled',
] as const;
export type RunState = (typeof runStates)[number];

export const stageStates = ['waiting', 'running', 'done', 'failed', 'skipped'] as const;
export type StageState = (typeof stageStates)[number];

export type StageKind = 'prepare' | 'data' | 'derived' | 'swap' | 'observed';

export interface Ledger {
  readonly expected: number | null;
  readonly sent: number | null;
  readonly received: number;
  readonly written: number;
  readonly merged: number;
  readonly quarantined: number;
  readonly rejected: number;
  readonly dead: number;
  /** Messages that bring nothing new: repeats, and what earlier runs and attempts left behind. */
  readonly redelivered: number;
  /** Read by our own participant and not sent; null where the participant is not ours. */
  readonly withheld: number | null;
}

export interface Stage extends Ledger {
  /**
   * How many records the source had to send when it was asked beforehand; null: it cannot say, was
   * too slow, or was not asked. It is no part of the balance: a source may live.
   */
  readonly counted: number | null;
  readonly name: string;
  readonly title: string;
  readonly kind: StageKind;
  /** Who sends: one name for a data stage, one or more for a derived one, none otherwise. */
  readonly participants: readonly string[];
  readonly state: StageState;
  readonly attempt: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** What services changed of what readers have since a run began; the swap loses it. */
export interface Edits {
  /** Documents that were changed or added. */
  readonly changed: number;
  /** By how many documents there are fewer: removals that additions make up for are not seen. */
  readonly removed: number;
  /** When they were counted. */
  readonly asOf: string;
}

export interface AliasView {
  readonly name: string;
  /** Base name of the index family that the alias belongs to, e.g. `masterdoctorindex`. */
  readonly target: string;
  /** The filter in words, or null. */
  readonly filter: string | null;
}

export interface Run {
  /** What people say aloud and what URLs carry: `local-12`. */
  readonly run: string;
  readonly number: number;
  readonly environment: string;
  readonly pipeline: string;
  readonly pipelineVersion: number;
  readonly state: RunState;
  readonly dry: boolean;
  /** Whether its people were made up from a seed; null: not recorded. */
  readonly synthetic: boolean | null;
  readonly startedBy: string;
  readonly reason: string;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  /** London date that the run works with, `yyyy-MM-dd`. */
  readonly asOf: string;
  readonly stages: readonly Stage[];
  /** Received and refused by a rule, and withheld by our own participants. */
  readonly quarantined: number;
  /**
   * False where a participant does not say what it withheld: `quarantined` is then the least that
   * it can be.
   */
  readonly isQuarantinedComplete: boolean;
  readonly conflicts: number;
  /** Null: not known, not looked at yet, or a dry run. */
  readonly edits: Edits | null;
  readonly generations: Readonly<Record<string, string>>;
  readonly aliases: readonly AliasView[];
  /** Who asked to cancel it; null: nobody did. */
  readonly cancelledBy: string | null;
  /** Null: nobody cancelled it, or why was not recorded; empty: none was given. */
  readonly cancelReason: string | null;
  readonly fault: Fault | null;
}

/** One attempt of a stage that another one followed. */
export interface StageAttempt extends Pick<Ledger, 'received' | 'written' | 'rejected' | 'dead'> {
  readonly stage: string;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
  /** In words; null: whoever made it, or the database, was gone. */
  readonly failure: string | null;
}

export type EventLevel = 'info' | 'good' | 'warn' | 'bad';

export interface RunEvent {
  readonly id: number;
  readonly at: string;
  readonly level: EventLevel;
  readonly says: string;
}

/** Records in all at a moment of a stage; the throughput chart is made of these. */
export interface RateSample {
  readonly at: string;
  readonly stage: string;
  readonly written: number;
  /** Rejected or dead. */
  readonly rejected: number;
}

export interface QueueView {
  readonly queue: string;
  readonly ready: number | null;
  readonly unacknowledged: number | null;
  readonly consumers: number | null;
  /** When these values were true. */
  readonly asOf: string | null;
  /** Set when the last try failed. */
  readonly failedSince: string | null;
}

/** `noted`: written, without what could not be used of it. */
export const recordKinds = ['quarantined', 'conflict', 'rejected', 'noted'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** One record that went another way than into the index. */
export interface KeptRecord {
  readonly id: number;
  readonly kind: RecordKind;
  readonly stage: string;
  readonly reason: string;
  /** A person id, or a GMC number masked. */
  readonly reference: string;
}

export interface RunRecord {
  readonly kind: RecordKind;
  readonly stage: string;
  readonly reason: string;
  readonly count: number;
  /** The first of them: person ids, or GMC numbers masked. */
  readonly references: readonly string[];
}

/** One live alias or generation in the map "What users are reading". */
export interface ReaderLine {
  readonly alias: string;
  /** As the contract has it. */
  readonly filter: string | null;
  /** As the search engine has it; null: none, or not known. */
  readonly observedFilter: string | null;
  /** Against the contract, when the search engine last responded. */
  readonly state: 'matches' | 'missing' | 'different' | 'unreadable' | 'not-known';
  /**
   * The index it pointed at when the search engine last responded (`RunDetail.readersAsOf`); null
   * where it pointed at nothing.
   */
  readonly live: string | null;
  readonly building: string | null;
}

/** What a run waits for just now. */
export interface Wait {
  /** Name of the stage that is held up. */
  readonly stage: string;
  readonly title: string;
  readonly attempt: number;
  /** How many there are at most without progress between them; null: time is limited, not tries. */
  readonly attempts: number | null;
  /** Sentences: what does not answer, and until when it is waited for. */
  readonly says: string;
  /** When this was first said. */
  readonly since: string;
}

/** How sure it is: it was seen, it follows from what was seen, or it cannot be told. */
export type Confidence = 'seen' | 'likely' | 'not-known';

/** A stage of a sync that the existing services run, as it is inferred. */
export interface ObservedStageView {
  readonly name: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly confidence: Confidence;
  /** Documents with its fields; null: not known. */
  readonly documents: number | null;
  /** The same before the call. */
  readonly documentsBefore: number | null;
  /** Messages in its queues, those being handled included; null: not known. */
  readonly messages: number | null;
}

/** What is known and inferred of a run that the existing Integration service does. */
export interface ObservedView {
  /** `unknown`: it was called, and whether it has started is being found out. */
  readonly call: 'waiting' | 'making' | 'accepted' | 'unknown';
  readonly calledAt: string | null;
  /** Where it is, in sentences. */
  readonly says: string;
  readonly confidence: Confidence;
  /** What it is taken for where nothing changes until then; null: it has ended, or not begun. */
  readonly next: {
    readonly until: string;
    readonly then: 'ended' | 'stalled' | 'not-begun';
  } | null;
  /** When it was last looked at. */
  readonly lookedAt: string | null;
  /** Since then nothing that can be seen has changed. */
  readonly changedAt: string | null;
  readonly documents: number | null;
  readonly documentsBefore: number | null;
  readonly stages: readonly ObservedStageView[];
  /** What users see now, in sentences for support staff. */
  readonly usersSee: readonly string[];
}

/** How users left a generation that they are led to no more. */
export interface LedBack {
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  /** The number of the run that made what they came to; null: no run did. */
  readonly to: number | null;
}

/** Everything that the page of one run needs, in one response. */
export interface RunDetail {
  readonly run: Run;
  /** Null: the console drives the run itself. */
  readonly observed: ObservedView | null;
  /** False: only a worker of another version of the console can go on with it. */
  readonly isPipelineKnown: boolean;
  readonly events: readonly RunEvent[];
  readonly samples: readonly RateSample[];
  readonly queues: readonly QueueView[];
  /** Earlier attempts of stages, in the order in which they were made. */
  readonly attempts: readonly StageAttempt[];
  /** Quarantined, conflicting and rejected records by reason; never the records themselves. */
  readonly records: readonly RunRecord[];
  /** How users left what it built by a roll back; null: they did not, or are there again. */
  readonly ledBack: LedBack | null;
  readonly readers: readonly ReaderLine[];
  /**
   * When the search engine last said what `readers` are live on; null: it never has, and `live`
   * says nothing.
   */
  readonly readersAsOf: string | null;
  /** Set while the search engine does not respond: `readers` are those of `readersAsOf`. */
  readonly readersFailedSince: string | null;
  /**
   * The right that the console lacks where the engine does not let it see the aliases, in a
   * sentence; null: it does.
   */
  readonly readersRefused: string | null;
  /** Documents of each generation that concerns the run, null where not known. */
  readonly documents: Readonly<Record<string, number | null>>;
  /** Duration of earlier settled runs of the same pipeline, newest first, at most twelve. */
  readonly earlierDurationsMs: readonly number[];
  /**
   * Records that each stage wrote a minute in earlier settled runs of the same pipeline, at most
   * twelve.
   */
  readonly earlierRates: Readonly<Record<string, readonly number[]>>;
  /** The newest settled run of the same pipeline before this one; null: there is none. */
  readonly previous: PreviousRun | null;
  readonly asOf: string;
}

/** What an estimate of a run goes by. */
export interface PreviousRun {
  readonly number: number;
  /** By the name of the stage. */
  readonly stages: Readonly<
    Record<string, { readonly received: number; readonly durationMs: number }>
  >;
}

export interface ServiceReadiness {
  /** The service in words, e.g. `Messages (RabbitMQ)`. */
  readonly service: string;
  readonly isReal: boolean;
  /** `not-known`: it has not been asked before, and has not answered yet. */
  readonly state: 'up' | 'down' | 'not-known';
  readonly since: string | null;
  /** A sentence, where it answers and yet takes nothing. */
  readonly trouble?: string;
}

/** Of the runs of an environment that settled and were no dry runs. */
export interface SettledFigures {
  readonly last: { readonly run: string; readonly number: number; readonly endedAt: string } | null;
  /** How long the newest of them took in milliseconds, by pipeline; newest first, at most 25. */
  readonly durationsMs: Readonly<Record<string, readonly number[]>>;
  /** For how long they left pages of users empty, of the newest 25. */
  readonly emptied: {
    /** The oldest run from which on none has emptied a page; null: there is no such run. */
    readonly noneSince: number | null;
    /** The newest one before whose swap some alias had no index; null: none of them. */
    readonly untilSwapOf: number | null;
    /** The newest one that empties what users read while nobody counts for how long. */
    readonly notCountedOf: number | null;
  };
}

/** What became of a start whose answer nobody saw. */
export const StartedUnderKey = z.object({ key: z.uuid() });
export interface StartedUnder {
  readonly started: { readonly run: string; readonly number: number } | null;
}

/** Whether a sync may be started now, and what the dialog must say. */
export interface StartReadiness {
  readonly environment: string;
  readonly isProduction: boolean;
  readonly pipelines: readonly Readonly<{ name: string; version: number; title: string }>[];
  /** The existing Integration service runs the sync, and empties the index that users read. */
  readonly isObserved: boolean;
  readonly active: Run | null;
  readonly services: readonly ServiceReadiness[];
  /** `syntheticAcknowledgement` must be typed, because production would read made-up people. */
  readonly needsAcknowledgement: boolean;
  /** What would stop a swap as the aliases are now, in a sentence; null: nothing that is known. */
  readonly swapObstacle: string | null;
  /** Why the existing Integration service cannot be called now; null: nothing that is known. */
  readonly callObstacle: string | null;
  /**
   * The edit of the alias contract by an admin that is in force; null: it is the pipeline's own.
   * The run goes by it, unless the pipeline plans something else since.
   */
  readonly contractEdit: {
    readonly actor: string;
    readonly at: string;
    readonly isForNextSync: boolean;
  } | null;
  readonly lastRuns: readonly Run[];
  readonly settled: SettledFigures;
  readonly asOf: string;
}

/** Whether existing services do the run among themselves: the console called one, and watches. */
export const isObserved = ({ stages }: Pick<Run, 'stages'>): boolean =>
  stages.some(({ kind }) => kind === 'observed');

export const terminalRunStates: ReadonlySet<RunState> = new Set(['settled', 'cancelled', 'failed']);
export const isEnded = (state: RunState): boolean => terminalRunStates.has(state);
