/**
 * What a shared read knows: the last value and how old it is. `value` is null until one read has
 * succeeded.
 */
export interface Cached<T> {
  readonly value: T | null;
  readonly asOf: Date | null;
  /** Set while the last try failed, or has not ended in time. */
  readonly failedSince: Date | null;
}

/** No caller waits longer than this for a read. */
const patienceMs = 3_000;

/** Resolves when the read has ended or the time is up; the read itself goes on. */
function endOf(reading: Promise<void>, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    void reading.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * One read for all callers: those within `freshForMs` share the last value, and those during a read
 * wait for that read, at most three seconds from its beginning; a read that is late goes on and is
 * used when it ends. A failed read keeps the last value and is not tried again before `freshForMs`
 * have passed. With `isShownWhileRead` no caller waits once there is a value: it is returned with
 * its age while the next read goes on, unless it was invalidated or is older than twice
 * `freshForMs`. A caller that says so waits less than three seconds, and gets what is known by then.
 */
export function createCache<T>(
  read: () => Promise<T>,
  freshForMs: number,
  now: () => Date,
  {
    isShownWhileRead: servesStaleWhileReading = false,
  }: { readonly isShownWhileRead?: boolean } = {},
): { get(withinMs?: number): Promise<Cached<T>>; invalidate(): void } {
  let last: Cached<T> = { value: null, asOf: null, failedSince: null };
  let triedAt: number | null = null;
  let reading: Promise<void> | null = null;
  // A read that began before `invalidate` describes the state before it: its value may be shown but
  // does not count as fresh.
  let generation = 0;
  const fail = (): void => {
    last = { ...last, failedSince: last.failedSince ?? now() };
  };
  const refresh = async (): Promise<void> => {
    const startedIn = generation;
    try {
      const value = await read();
      last = { value, asOf: now(), failedSince: null };
    } catch {
      fail();
    }
    if (startedIn === generation) triedAt = now().getTime();
    reading = null;
  };
  const refreshInTime = (): Promise<void> =>
    new Promise((resolve) => {
      const late = setTimeout(() => {
        fail();
        resolve();
      }, patienceMs);
      void refresh().then(() => {
        clearTimeout(late);
        resolve();
      });
    });
  return {
    async get(withinMs = patienceMs) {
      const ageMs = triedAt === null ? Infinity : now().getTime() - triedAt;
      if (ageMs < freshForMs) return last;
      reading ??= refreshInTime();
      if (!servesStaleWhileReading || last.value === null || ageMs >= 2 * freshForMs)
        await endOf(reading, withinMs);
      return last;
    },
    invalidate() {
      generation++;
      triedAt = null;
    },
  };
}
