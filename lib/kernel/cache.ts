import { endsWithin } from './within-time.ts';

/**
 * What a shared read knows: the last value and how old it is. `value` is null until one read has
 * succeeded.
 */
export interface Cached<T> {
  readonly value: T | null;
  readonly asOf: Date | null;
  /** Set while the last try failed, or has not ended in time. */
  readonly failedSince: Date | null;
  /** The last try has not ended in time, and goes on. */
  readonly isLate?: true;
}

/** How a caller reads the value, and how long it waits. */
export interface SharedRead<T> {
  /** Where a read with this owner and key goes on already, that one serves. */
  readonly read: () => Promise<T>;
  readonly now: () => Date;
  /** Milliseconds, three seconds at most; the caller gets what is known by then. */
  readonly withinMs?: number | undefined;
  /**
   * What the value depends on besides time. What was read for another version may be shown, but
   * does not count as fresh.
   */
  readonly version?: string;
}

export interface SharedCache<Owner extends object, T> {
  /** Never rejects: a failed read shows in `failedSince`. */
  get(owner: Owner, key: string, shared: SharedRead<T>): Promise<Cached<T>>;
}

/** No caller waits longer than this for a read. */
const patienceMs = 3_000;

interface Entry<T> {
  last: Cached<T>;
  version: string | undefined;
  /** When the last read under this version ended; null: none has. */
  triedAtMs: number | null;
  reading: Promise<void> | null;
}

/** Resolves when the read has ended or is late. */
function refresh<T>(entry: Entry<T>, { read, now }: SharedRead<T>): Promise<void> {
  const { version } = entry;
  const fail = (late: { readonly isLate?: true } = {}): void => {
    const { value, asOf, failedSince } = entry.last;
    entry.last = { value, asOf, failedSince: failedSince ?? now(), ...late };
  };
  const end = async (): Promise<void> => {
    try {
      // In a turn of its own, so that a read that throws at once ends after it has begun.
      const value = await Promise.resolve().then(read);
      entry.last = { value, asOf: now(), failedSince: null };
    } catch {
      fail();
    }
    if (entry.version === version) entry.triedAtMs = now().getTime();
    entry.reading = null;
  };
  return endsWithin(patienceMs, end).then((hasEnded) => {
    if (!hasEnded) fail({ isLate: true });
  });
}

/**
 * One read for all callers with one owner and key: those within `freshForMs` (milliseconds) share
 * the last value, and those during a read wait for it, at most three seconds from its beginning; a
 * read that is late goes on and is used when it ends. A failed read keeps the last value and is not
 * tried again before `freshForMs` have passed. With `isShownWhileRead` no caller waits once there
 * is a value: it is returned with its age while the next read goes on, unless it is of another
 * version or older than twice `freshForMs`.
 *
 * What is known goes with its owner; of more than `keysAtMost` keys of an owner, the least recently
 * used goes.
 */
export function createCache<Owner extends object, T>({
  freshForMs,
  isShownWhileRead = false,
  keysAtMost = 50,
}: {
  readonly freshForMs: number;
  readonly isShownWhileRead?: boolean;
  readonly keysAtMost?: number;
}): SharedCache<Owner, T> {
  const owners = new WeakMap<Owner, Map<string, Entry<T>>>();

  function entryOf(owner: Owner, key: string): Entry<T> {
    const entries = owners.get(owner) ?? new Map<string, Entry<T>>();
    owners.set(owner, entries);
    const entry = entries.get(key) ?? {
      last: { value: null, asOf: null, failedSince: null },
      version: undefined,
      triedAtMs: null,
      reading: null,
    };
    // In the order of their last use.
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > keysAtMost && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  return {
    async get(owner, key, shared) {
      const entry = entryOf(owner, key);
      if (entry.version !== shared.version) {
        entry.version = shared.version;
        entry.triedAtMs = null;
      }
      const ageMs = entry.triedAtMs === null ? Infinity : shared.now().getTime() - entry.triedAtMs;
      if (ageMs < freshForMs) return entry.last;
      entry.reading ??= refresh(entry, shared);
      const { reading } = entry;
      if (!isShownWhileRead || entry.last.value === null || ageMs >= 2 * freshForMs)
        await endsWithin(shared.withinMs ?? patienceMs, () => reading);
      return entry.last;
    },
  };
}
