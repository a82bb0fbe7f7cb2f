/** Thrown by `withinTime` alone: the work itself has not failed. */
export class TimeLimitPassed extends Error {
  constructor(readonly limitMs: number) {
    super(`no answer within ${limitMs} ms`);
    this.name = 'TimeLimitPassed';
  }
}

/** Rejects when `work` has not ended within `limitMs`; the work itself goes on. */
export async function withinTime<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitPassed(limitMs)), limitMs);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Whether `work` has ended within `limitMs`; if not, it goes on. Rejects as the work does, as long
 * as it is waited for.
 */
export async function endsWithin(limitMs: number, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await withinTime(limitMs, work);
    return true;
  } catch (error) {
    if (error instanceof TimeLimitPassed) return false;
    throw error;
  }
}
