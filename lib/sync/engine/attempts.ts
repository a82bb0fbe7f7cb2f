import { FaultError, mayPass, refuse } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import { StageFailed, type StageContext } from './stage-context.ts';
import { saveEvent } from './store.ts';
import { tick } from './pace.ts';

/** This try of a stage failed, and another one may succeed. `says` is plain words. */
export class AttemptFailed extends Error {
  constructor(readonly says: string) {
    super(says);
    this.name = 'AttemptFailed';
  }
}

const pauses: RetryPolicy = { attempts: Infinity, firstDelayMs: 1_000, maxDelayMs: 30_000 };

const asSentence = (says: string): string => (/[.!?]$/.test(says) ? says : `${says}.`);

/**
 * Where the database itself is away nothing can be recorded; the next try shows whether it is back.
 */
async function recordEvent({ world, lease, run }: StageContext, says: string): Promise<void> {
  try {
    await saveEvent(world.database, lease, run.id, 'warn', says);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
  }
}

/**
 * Tries a stage again when a source, a queue or the index was away; then the run fails with plain
 * words.
 */
export async function attemptStage(
  driving: StageContext,
  title: string,
  work: () => Promise<void>,
): Promise<void> {
  const { world, signal } = driving;
  for (let tried = 1; ; tried++) {
    try {
      await work();
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (
        !(error instanceof AttemptFailed) &&
        !(error instanceof FaultError && mayPass(error.fault))
      )
        throw error;
      const says = asSentence(error instanceof AttemptFailed ? error.says : error.fault.says);
      if (tried >= world.pace.stageAttempts) {
        throw new StageFailed(
          refuse('unavailable', `Stage “${title}” failed ${String(tried)} times. ${says}`).fault,
        );
      }
      await recordEvent(driving, `Stage “${title}” is tried again. ${says}`);
      await tick(backOffMs(pauses, tried), signal);
    }
  }
}
