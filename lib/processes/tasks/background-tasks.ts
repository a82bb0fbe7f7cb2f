import { setTimeout as delay } from 'node:timers/promises';
import { endsWithin } from '#lib/kernel/within-time.ts';
import { inBackground } from '#lib/platform/database/background.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import type { TaskPulse } from '#lib/platform/process/health.ts';

/** What a process does beside answering: liveness, health and orderly stopping follow from it. */
export interface BackgroundTask {
  readonly name: string;
  /** Of which it is; absent: of the process. */
  readonly environment?: string;
  /**
   * Works until `signal` aborts, then resolves when everything in hand has stopped. Calls `beat`
   * whenever it makes progress.
   */
  start(signal: AbortSignal, beat: () => void): Promise<void>;
  /** Without a beat for this long it counts as stuck. */
  readonly stuckAfterMs: number;
}

export interface RunningTasks {
  pulses(): readonly TaskPulse[];
  /** Resolves with the name of the first task that ended by itself, which none should. */
  readonly ended: Promise<string>;
  /** In order, within a deadline; what remains is taken over by the next process. */
  stop(): Promise<void>;
}

interface Repeating {
  readonly signal: AbortSignal;
  readonly beat: () => void;
  readonly log: Log;
  readonly says: string;
  /** How long after the start of a look the next one is due, unless that says otherwise. */
  readonly everyMs: number;
  readonly pace?: Pace;
}

/** Time as the loop of a task needs it, so that tests control it. */
export interface Pace {
  nowMs(): number;
  pause: typeof pauseWithBeats;
}

const stopWithinMs = 15_000;
const beatEveryMs = 15_000;
/** Whatever is slow is not asked without end. */
const shortestPauseMs = 1_000;

/** Waits for `ms`, or until `signal` aborts, and says meanwhile that the task is alive. */
export async function pauseWithBeats(
  ms: number,
  signal: AbortSignal,
  beat: () => void,
): Promise<void> {
  for (let leftMs = ms; leftMs > 0 && !signal.aborted; leftMs -= beatEveryMs) {
    beat();
    const forMs = Math.min(beatEveryMs, leftMs);
    await delay(forMs, undefined, { signal }).catch(() => undefined);
  }
}

const usualPace: Pace = { nowMs: () => performance.now(), pause: pauseWithBeats };

/**
 * Works again and again until `signal` aborts, counted from the start of the work, which may say
 * after how many milliseconds it is due again. A failure is logged as `says`, and tried again.
 */
export async function repeatUntilStopped(
  { signal, beat, log, says, everyMs, pace = usualPace }: Repeating,
  work: () => Promise<number | null>,
): Promise<void> {
  while (!signal.aborted) {
    beat();
    const startedAtMs = pace.nowMs();
    let dueAfterMs: number | null = null;
    try {
      dueAfterMs = await work();
    } catch (error) {
      log.warn(errorFacts(error), says);
    }
    const leftMs = (dueAfterMs ?? everyMs) - (pace.nowMs() - startedAtMs);
    await pace.pause(Math.max(leftMs, shortestPauseMs), signal, beat);
  }
}

/** `onBeat` is called at every beat of every task. */
export function startTasks(
  tasks: readonly BackgroundTask[],
  log: Log,
  nowMs: () => number,
  onBeat: () => void = () => undefined,
): RunningTasks {
  const stopping = new AbortController();
  const running = tasks.map(({ name, environment, start, stuckAfterMs }) => {
    const startedAtMs = nowMs();
    let progressAtMs: number | null = null;
    const beat = (): void => {
      progressAtMs = nowMs();
      onBeat();
    };
    const ended = inBackground(() => start(stopping.signal, beat)).catch((error: unknown) => {
      log.error({ ...errorFacts(error), task: name }, 'a background task has ended');
    });
    return {
      name,
      ended,
      pulse: (): TaskPulse => ({
        task: name,
        ...(environment !== undefined && { environment }),
        startedAtMs,
        progressAtMs,
        stillAfterMs: stuckAfterMs,
      }),
    };
  });
  const ended = new Promise<string>((resolve) => {
    for (const task of running)
      void task.ended.then(() => {
        if (!stopping.signal.aborted) resolve(task.name);
      });
  });
  return {
    pulses: () => running.map(({ pulse }) => pulse()),
    ended,
    async stop() {
      stopping.abort();
      await endsWithin(stopWithinMs, () => Promise.all(running.map((task) => task.ended)));
    },
  };
}
