import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import PQueue from 'p-queue';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import { isLatestLease, whileLeased } from '#lib/platform/database/lease.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { followFailures, type WatchedThing } from './incidents/follow-failures.ts';
import type { KnownThing } from './known/known-things.ts';
import { configuredNeeds, recordedNeeds } from './known/recorded-needs.ts';
import { plannedSoon } from './maintenance/maintenance-store.ts';
import { afterSilence, nextHealth, type Health } from './next-health.ts';
import { nothingRecorded, offAt, type OffUntil, type RecordedOff } from './off.ts';
import { declareProbes, saveAsked, saveOff, type Asked, type KnownHealth } from './probe-store.ts';
import { notAsked, type Probe, type ProbeResult } from './probe.ts';

/** The probes of an environment, or of the console where `environment` is ''. */
export interface ProbingWorld {
  readonly database: Database;
  readonly log: Log;
  readonly holder: string;
  readonly environment: string;
  readonly probes: readonly Probe[];
  /** What is recorded elsewhere of when the environment is off; absent: nothing. */
  readonly offRecorded?: () => Promise<RecordedOff>;
  /** What no probe asks, and takes part in incidents all the same; absent: nothing. */
  readonly readKnown?: (sql: Sql) => Promise<readonly KnownThing[]>;
  /** Told at each asking by how many milliseconds it is later than its moment. */
  readonly onLag?: (lagMs: number) => void;
}

/** Time as the asking needs it, so that tests control it. */
export interface ProbePace {
  /** Milliseconds that only grow. */
  nowMs(): number;
  /** Milliseconds by the clock of this machine, which may be set, and goes on while it sleeps. */
  clockMs(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** So many answers are kept in memory while the database is away; 20,000 when absent. */
  readonly mostUnsaved?: number;
}

// A process that was killed is followed by another one within an interval of most probes.
const leaseMs = 15_000;
const saveEveryMs = 1_000;
/** How soon planned work begins to count that somebody writes down, and what others know. */
const lookElsewhereEveryMs = 5_000;
/** And what somebody records elsewhere. */
const lookForRecordedEveryMs = 30_000;
/** A clock that is kept in step moves by less. */
const clockMovesByMs = 5_000;
/** So many answers are waited for at once: more would hold connections that others need. */
const mostAtOnce = 200;

/** Where in its interval a probe is asked: always the same, and probes of one interval spread. */
export function phaseMs({ id, everyMs }: Pick<Probe, 'id' | 'everyMs'>): number {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(id).digest();
  return Math.floor(((a * 65_536 + b * 256 + c) / 2 ** 24) * everyMs);
}

/** How long until the next moment of the probe after `atMs`, by the time of the database. */
export function untilDueMs(probe: Pick<Probe, 'id' | 'everyMs'>, atMs: number): number {
  const since = (((atMs - phaseMs(probe)) % probe.everyMs) + probe.everyMs) % probe.everyMs;
  return probe.everyMs - since;
}

/**
 * Asks every probe again and again, each by itself and never twice at once, until `signal` aborts,
 * another process has the lease, or what was the time of the database is it no more because this
 * machine has slept. False: another process asks them.
 */
export async function runProbes(
  world: ProbingWorld,
  signal: AbortSignal,
  beat: () => void,
  pace: ProbePace,
): Promise<boolean> {
  const { database, environment, holder, probes, log } = world;
  const terms = { name: `probes:${environment}`, holder, ttlMs: leaseMs };
  const asked = await whileLeased(database, terms, async (lease) => {
    const known = new Map(await declareProbes(database, environment, probes));
    const startedAt = (await databaseTime(database)).getTime();
    const startedAtMs = pace.nowMs();
    const now = (): Date => new Date(startedAt + (pace.nowMs() - startedAtMs));
    const startedAtClockMs = pace.clockMs();
    const hasClockMoved = (): boolean =>
      Math.abs(pace.clockMs() - startedAtClockMs - (pace.nowMs() - startedAtMs)) > clockMovesByMs;
    const lost = new AbortController();
    const until = AbortSignal.any([signal, lost.signal]);
    const unsaved: Asked[] = [];
    let dependencies = configuredNeeds(probes);
    let isFollowing = false;
    let off: ReadonlyMap<string, OffUntil> = new Map();
    // At first too: what another process has left behind may have ended.
    let hasElseChanged = true;
    let lookedAtMs: number | null = null;
    let recorded = nothingRecorded;
    let things: readonly WatchedThing[] = [];
    let lookedForRecordedAtMs: number | null = null;
    const queue = new PQueue({ concurrency: mostAtOnce });
    await lookElsewhere();

    async function repeat(probe: Probe): Promise<void> {
      let health = known.get(probe.id) ?? neverAsked(now());
      let dueAtMs = pace.nowMs();
      const untilDue = (): Promise<void> => {
        const dueMs = untilDueMs(probe, now().getTime());
        dueAtMs = pace.nowMs() + dueMs;
        return pace.pause(dueMs, until);
      };
      // What was never asked is asked at once.
      if (health.lastAt !== null) await untilDue();
      while (!until.aborted) {
        const result = await queue.add(() => {
          world.onLag?.(Math.max(0, pace.nowMs() - dueAtMs));
          return answerOf(probe, until, log);
        });
        if (until.aborted) return;
        const at = now();
        const next = { ...healthAfter(probe, health, result, at), lastAt: at };
        const hasChanged = next.state !== health.state;
        health = next;
        unsaved.push({ id: probe.id, at, result, health, hasChanged, isOff: off.has(probe.id) });
        await untilDue();
      }
    }

    async function lookElsewhere(): Promise<void> {
      const atMs = pace.nowMs();
      if (lookedAtMs !== null && atMs - lookedAtMs < lookElsewhereEveryMs) return;
      try {
        const planned = await plannedSoon(database, environment);
        const isDue =
          lookedForRecordedAtMs === null || atMs - lookedForRecordedAtMs >= lookForRecordedEveryMs;
        if (isDue && world.offRecorded !== undefined) {
          recorded = await world.offRecorded();
        }
        if (isDue) {
          const needs = await recordedNeeds(database, probes);
          hasElseChanged ||= !isDeepStrictEqual(dependencies, needs);
          dependencies = needs;
          lookedForRecordedAtMs = atMs;
        }
        const at = now();
        const next = new Map(
          probes.flatMap((probe) => {
            const one = offAt(probe, planned, at, recorded);
            return one === null ? [] : [[probe.id, one] as const];
          }),
        );
        const known = (await world.readKnown?.(database)) ?? [];
        const nextThings = known.map((thing) => ({
          ...thing,
          isOff: offAt(thing, planned, at, recorded) !== null,
        }));
        hasElseChanged ||= !isSameOff(off, next) || !isDeepStrictEqual(things, nextThings);
        off = next;
        things = nextThings;
        lookedAtMs = atMs;
      } catch (error) {
        log.warn(
          errorFacts(error),
          'what is off on purpose, and what others know, is not looked up yet',
        );
      }
    }

    async function save(): Promise<void> {
      const batch = unsaved.splice(0);
      if (batch.length === 0 && !hasElseChanged) return;
      try {
        const isOurs = await database.transaction(async (tx) => {
          if (!(await isLatestLease(tx, lease))) return false;
          if (batch.length > 0) await saveAsked(tx, batch);
          if (hasElseChanged) await saveOff(tx, environment, off);
          // At first too: a process that was killed may have left something behind.
          if (!isFollowing || hasElseChanged || batch.some(({ hasChanged }) => hasChanged))
            await followFailures(tx, environment, dependencies, things);
          return true;
        });
        if (!isOurs) lost.abort();
        isFollowing = true;
        hasElseChanged = false;
      } catch (error) {
        // A database that is away is what the next batch finds out too; what was found is kept.
        unsaved.unshift(...batch.slice(-(pace.mostUnsaved ?? usuallyMostUnsaved)));
        // What is kept no more may be what changed a state.
        isFollowing = false;
        log.warn(errorFacts(error), 'what probes found is not saved yet');
      }
    }

    async function saveAgain(): Promise<void> {
      while (!until.aborted) {
        beat();
        await pace.pause(saveEveryMs, until);
        if (hasClockMoved()) {
          log.warn('this machine has slept, or its clock was set: its probes begin anew');
          lost.abort();
          return;
        }
        await lookElsewhere();
        await save();
      }
    }

    await Promise.all([saveAgain(), ...probes.map(repeat)]);
    if (!lost.signal.aborted) await save();
    return true;
  });
  return asked ?? false;
}

const isSameOff = (a: ReadonlyMap<string, OffUntil>, b: ReadonlyMap<string, OffUntil>): boolean =>
  a.size === b.size &&
  [...a].every(([id, { reason, until }]) => {
    const other = b.get(id);
    return other?.reason === reason && other.until?.getTime() === until?.getTime();
  });

const usuallyMostUnsaved = 20_000;

const neverAsked = (since: Date): KnownHealth => ({
  state: 'not-known',
  since,
  streak: null,
  lastAt: null,
});

function healthAfter(
  { everyMs, patience }: Probe,
  before: KnownHealth,
  { outcome }: ProbeResult,
  at: Date,
): Health {
  return nextHealth(afterSilence(before, before.lastAt, at, everyMs), outcome, at, patience);
}

/** A probe that throws has a fault of its own, and could not ask. */
async function answerOf(probe: Probe, signal: AbortSignal, log: Log): Promise<ProbeResult> {
  try {
    return await probe.check(signal);
  } catch (error) {
    log.warn({ ...errorFacts(error), kind: probe.kind }, 'a probe could not ask');
    return notAsked;
  }
}
