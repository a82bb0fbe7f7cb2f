import { FaultError, isPassing, refuse } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { durationWords, timeWords } from '#lib/kernel/words/times.ts';
import { StageFailed, type StageContext } from './stage-context.ts';
import { attemptFollows, triedAgain } from '../waits.ts';
import { saveEvent, saveFailure } from './store.ts';
import { tick } from './pace.ts';
import { whereDeleted } from './where-deleted.ts';

/** This try of a stage failed, and another one may succeed. `says` is plain words. */
export class AttemptFailed extends Error {
  /** Something was away that comes back: its time is limited, not its tries. */
  readonly isOutage: boolean;

  constructor(
    readonly says: string,
    { isOutage = false }: { readonly isOutage?: boolean } = {},
  ) {
    super(says);
    this.name = 'AttemptFailed';
    this.isOutage = isOutage;
  }
}

const pauses: RetryPolicy = { attempts: Infinity, firstDelayMs: 1_000, maxDelayMs: 60_000 };
const saidAgainAfterMs = 600_000;

/**
 * Where the database itself is away nothing can be recorded; the next try shows whether it is back.
 */
async function whereAnswered(record: () => Promise<void>): Promise<void> {
  try {
    await record();
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
  }
}

/** What a stage has said last that it waits for. */
interface Said {
  says: string | null;
  atMs: number;
}
const nothingSaid = (): Said => ({ says: null, atMs: -Infinity });

/** Failures of the same work one after the other, without progress between them. */
class Failures {
  readonly #driving: StageContext;
  readonly #title: string;
  readonly #said: Said;
  #count = 0;
  #since = new Date();
  #sinceMs = 0;

  constructor(driving: StageContext, title: string, said: Said = nothingSaid()) {
    this.#driving = driving;
    this.#title = title;
    this.#said = said;
  }

  /** What went well between them: the next one is the first again. */
  forget(): void {
    if (this.#count > 0) this.#said.says = null;
    this.#count = 0;
  }

  /**
   * Says on the run what is waited for and pauses; throws `StageFailed` when there were too many,
   * or the outage lasts for too long.
   */
  async add(reason: string, isOutage: boolean): Promise<void> {
    const { world, signal } = this.#driving;
    const { stageAttempts, outageMs } = world.pace;
    const says = sentences(reason);
    // A clock that is put right meanwhile is no outage that lasts longer.
    const nowMs = performance.now();
    if (this.#count === 0) {
      this.#since = world.clock.now();
      this.#sinceMs = nowMs;
    }
    this.#count++;
    const lastedMs = nowMs - this.#sinceMs;
    if (this.#count >= stageAttempts && (!isOutage || lastedMs >= outageMs)) {
      const within = lastedMs < 60_000 ? '' : ` in ${durationWords(lastedMs)}`;
      const failed = `Stage “${this.#title}” failed ${count(this.#count)} times${within}. ${says}`;
      throw new StageFailed(refuse('unavailable', failed).fault);
    }
    const isDue = nowMs - this.#said.atMs >= saidAgainAfterMs;
    if (says !== this.#said.says || !isOutage || isDue) {
      this.#said.says = says;
      this.#said.atMs = nowMs;
      const until = new Date(this.#since.getTime() + outageMs);
      const waits =
        isOutage && outageMs > 0
          ? ` Waited for since ${timeWords(this.#since)}, until ${timeWords(until)} at most.`
          : attemptFollows(this.#count + 1, stageAttempts);
      const { lease, run } = this.#driving;
      const tried = `${triedAgain(this.#title)}${says}${waits}`;
      await whereAnswered(() => saveEvent(world.database, lease, run.id, 'warn', tried));
    }
    await this.#driving.silence.pausing(() =>
      tick(backOffMs(pauses, Math.min(this.#count, 16)), signal),
    );
  }
}

/** Null: nothing that another try could do away with. */
function failureOf(error: unknown): Pick<AttemptFailed, 'says' | 'isOutage'> | null {
  if (error instanceof AttemptFailed) return error;
  return error instanceof FaultError && isPassing(error)
    ? { says: error.fault.says, isOutage: true }
    : null;
}

/**
 * Tries a stage again when a source, a queue or the index was away; then the run fails with plain
 * words. An attempt that came further than every one before it has made progress: what failed
 * earlier no longer counts.
 */
export async function attemptStage(
  driving: StageContext,
  title: string,
  work: () => Promise<void>,
  howFar: () => number = () => 0,
): Promise<void> {
  const failures = new Failures(driving, title);
  let furthest = 0;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      driving.signal.throwIfAborted();
      if (howFar() > furthest) {
        furthest = howFar();
        failures.forget();
      }
      const failed = failureOf(error);
      if (failed === null) throw await whereDeleted(driving, error);
      const { world, lease, run, position } = driving;
      await whereAnswered(() => saveFailure(world.database, lease, run.id, position, failed.says));
      await failures.add(failed.says, failed.isOutage);
    }
  }
}

/**
 * Does pieces of work of a stage again while what they need is away: what has been done so far is
 * kept, and the stage is not begun anew. What pieces side by side wait for is said once.
 */
export function whileAway(
  driving: StageContext,
  title: string,
): <T>(work: () => Promise<T>) => Promise<T> {
  const said = nothingSaid();
  return async (work) => {
    const failures = new Failures(driving, title, said);
    for (;;) {
      try {
        const done = await work();
        failures.forget();
        return done;
      } catch (error) {
        driving.signal.throwIfAborted();
        if (!(error instanceof FaultError && isPassing(error))) throw error;
        await failures.add(error.fault.says, true);
      }
    }
  };
}
