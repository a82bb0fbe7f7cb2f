import type { World } from '#lib/platform/world.ts';
import type { Limits } from './observed/conclude.ts';
import type { Sources } from './participants/sources.ts';
import type { Trigger } from './observed/trigger.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * How often the engine polls and how long it waits. People set `outageMs`; only tests set others.
 */
export interface Pace {
  /** A driver that has not renewed for this long has lost its run. */
  readonly leaseMs: number;
  /** Between two polls of claims, cancellation and completion. */
  readonly tickMs: number;
  /** A participant that has sent nothing for this long is taken for dead. */
  readonly claimLapseMs: number;
  /** Tries of one stage by one driver without progress between them, the first included. */
  readonly stageAttempts: number;
  /** Workers that may lose one stage one after the other without coming further. */
  readonly takeovers: number;
  /** For how long a service that is away is waited for, however many tries that takes. */
  readonly outageMs: number;
  /**
   * How long the queue of a participant without counts must be silent before it is taken to have
   * sent everything. SQS counts lag behind.
   */
  readonly quietMs: number;
  /** The same while nothing but its end marker has come: that may have overtaken every record. */
  readonly emptyQuietMs: number;
  /** After so long without any progress the run says what it waits for. */
  readonly silenceMs: number;
  /** Without any progress for this long a run shows as stalled. */
  readonly stallAfterMs: number;
  /**
   * A participant that is not ours and from which nothing has come for this long is asked again.
   * Longer than it reads before its first message, and than the 15 minutes for which it drops
   * orders after it was killed (`docs/sync-contract.md` 4.2, 6 row 4).
   */
  readonly foreignSilenceMs: number;
  /**
   * How long somebody else at the queue of a participant without counts is waited for, and a count
   * that its broker does not give: longer than a broker takes a lost consumer for alive.
   */
  readonly exclusiveWithinMs: number;
  /** Between two looks at a sync that the existing Integration service runs. */
  readonly observeMs: number;
  readonly observed: Limits;
}

export const usualPace: Pace = {
  leaseMs: 12_000,
  tickMs: 500,
  claimLapseMs: 20_000,
  stageAttempts: 4,
  takeovers: 5,
  outageMs: 1_800_000,
  quietMs: 10_000,
  emptyQuietMs: 60_000,
  silenceMs: 12_000,
  stallAfterMs: 600_000,
  foreignSilenceMs: 1_200_000,
  exclusiveWithinMs: 60_000,
  observeMs: 10_000,
  observed: { beginMs: 600_000, quietMs: 600_000, stallMs: 3_600_000 },
};

/** How many records a participant that counts nothing must send, for its stage to be believed. */
export interface Expectations {
  /** What a person knows of the source, by participant; else the last settled run counts. */
  readonly records: ReadonlyMap<string, number>;
  /** How far what is received may lie from that, either way. */
  readonly withinPercent: number;
}

/** For how many days after the end of a run its rows stay; dead letters after they came last. */
export interface KeepDays {
  readonly events: number;
  readonly samples: number;
  readonly records: number;
  readonly deadLetters: number;
}

/** What the sync feature needs beyond `World`. */
export interface SyncWorld extends World {
  readonly sources: Sources;
  /** Some of the people that its runs index are made up from a seed. */
  readonly hasSyntheticPeople: boolean;
  readonly pipelines: readonly Pipeline[];
  /** Where its indexes are, one text for one cluster; null: apart from those of all others. */
  readonly cluster: string | null;
  /** Whose data stages are ours (`PARTICIPANTS`). Derived stages are always ours. */
  readonly participants: ReadonlySet<string>;
  /** This process, as leases and claims name it. */
  readonly holder: string;
  readonly pace: Pace;
  readonly keepDays: KeepDays;
  /** Of each family, with the one that readers use. */
  readonly keepGenerations: number;
  readonly expectations: Expectations;
  /**
   * How the existing Integration service is told to run a sync; null: it is not, and where the
   * driver is `observed` nothing can be started.
   */
  readonly trigger: Trigger | null;
}
