import { AsyncLocalStorage } from 'node:async_hooks';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { noAnswerFault } from './faults.ts';

interface Deadline {
  readonly withinMs: number;
  readonly at: number;
}

const deadlines = new AsyncLocalStorage<Deadline>();

/** By then each statement that follows from `work` has an answer, or is `unavailable`. */
export function answeredWithin<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const at = performance.now() + ms;
  const before = deadlines.getStore();
  return deadlines.run(
    before !== undefined && before.at < at ? before : { withinMs: ms, at },
    work,
  );
}

/** The time of the deadline begins with `work`: what came before it was no statement. */
export function answeredFromNow<T>(work: () => Promise<T>): Promise<T> {
  const before = deadlines.getStore();
  if (before === undefined) return work();
  const { withinMs } = before;
  return deadlines.run({ withinMs, at: performance.now() + withinMs }, work);
}

/**
 * One call of the driver within the time that is left of the deadline; `call` gets it, to give a
 * statement up by it, or null where there is no deadline.
 */
export async function beforeDeadline<T>(call: (leftMs: number | null) => Promise<T>): Promise<T> {
  const deadline = deadlines.getStore();
  if (deadline === undefined) return call(null);
  const leftMs = Math.ceil(deadline.at - performance.now());
  if (leftMs <= 0) throw noAnswerFault();
  try {
    return await withinTime(leftMs, () => call(leftMs));
  } catch (error) {
    // A timer may end a little before its time by this clock.
    const isLate = error instanceof TimeLimitPassed || performance.now() >= deadline.at;
    throw isLate ? noAnswerFault(error) : error;
  }
}
