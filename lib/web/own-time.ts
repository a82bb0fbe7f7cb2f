import { AsyncLocalStorage } from 'node:async_hooks';
import { TimeLimitPassed } from '#lib/kernel/within-time.ts';
import { consoleWorld } from './runtime.ts';

interface Limit {
  readonly stop: () => void;
  readonly begin: () => void;
}

const limits = new AsyncLocalStorage<Limit>();

/**
 * Rejects when `work` has not ended within `limitMs`, or gets no answer of the database by then.
 * The time begins anew with a turn that it waited for.
 */
export async function withinOwnTime<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let end: (passed: TimeLimitPassed) => void;
  const late = new Promise<never>((_, reject) => (end = reject));
  const stop = (): void => clearTimeout(timer);
  const begin = (): void => {
    stop();
    if (!isOver) timer = setTimeout(() => end(new TimeLimitPassed(limitMs)), limitMs);
  };
  begin();
  try {
    return await limits.run({ stop, begin }, () =>
      Promise.race([consoleWorld().database.answeredWithin(limitMs, work), late]),
    );
  } finally {
    isOver = true;
    stop();
  }
}

/**
 * For work whose turn comes later: `wait` begins it by what it is given, and until then the time of
 * who asks stands still.
 */
export async function afterTurn<T, R>(
  work: () => Promise<T>,
  wait: (begin: () => Promise<T>) => Promise<R>,
): Promise<R> {
  const limit = limits.getStore();
  let hasBegun = false;
  limit?.stop();
  try {
    return await wait(() => {
      hasBegun = true;
      limit?.begin();
      return consoleWorld().database.answeredFromNow(work);
    });
  } finally {
    if (!hasBegun) limit?.begin();
  }
}
