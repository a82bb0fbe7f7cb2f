import { refuse, type Result } from '#lib/kernel/result.ts';

interface Allowance {
  /** At once, after a long pause. */
  readonly tries: number;
  /** After that, one more in so much time. */
  readonly everyMs: number;
}

/** Of one account from one address: who mistypes is not slowed, who guesses is. */
const ofPair: Allowance = { tries: 5, everyMs: 30_000 };
/** Of one address, whatever accounts it tries: several people may share it. */
const ofAddress: Allowance = { tries: 30, everyMs: 2_000 };
/** Of one account from all addresses from which nobody has signed in to it yet. */
const ofUnknown: Allowance = { tries: 30, everyMs: 10_000 };

/** What anybody can make up fills no memory. */
const mostKept = 10_000;

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  // The newest is last, and the oldest goes first.
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
}

/** A bucket of tries for each key, told by when it will be full again. */
function buckets({ tries, everyMs }: Allowance, nowMs: () => number) {
  const fullAtMs = new Map<string, number>();
  const fullAt = (key: string): number => Math.max(fullAtMs.get(key) ?? 0, nowMs());
  return {
    waitMs: (key: string): number => Math.max(0, fullAt(key) + everyMs - tries * everyMs - nowMs()),
    take: (key: string): void => keep(fullAtMs, key, fullAt(key) + everyMs),
    giveBack: (key: string): void => keep(fullAtMs, key, fullAt(key) - everyMs),
    refill: (key: string): void => void fullAtMs.delete(key),
  };
}

export type Admission =
  | { readonly ok: false; readonly waitMs: number }
  | {
      readonly ok: true;
      /** The password was never looked at. */
      undo(): void;
      succeeded(): void;
    };

/**
 * How fast passwords may be tried in this process. Nobody is locked out: who must wait does so for
 * seconds, what others try does not slow an address from which the account was signed in to, and
 * accounts that do not exist are treated like those that do.
 */
export interface SignInPace {
  /** Counts a try before the password is looked at, so that tries sent at once all count. */
  admit(account: string, address: string): Admission;
  /** The same for the current password, in an open session. */
  admitOwner(account: string): Admission;
}

/** `nowMs` counts up steadily. */
export function paceSignIns(nowMs: () => number): SignInPace {
  const pairs = buckets(ofPair, nowMs);
  const addresses = buckets(ofAddress, nowMs);
  const unknown = buckets(ofUnknown, nowMs);
  const known = new Map<string, true>();

  const admit = (
    taken: readonly (readonly [ReturnType<typeof buckets>, string])[],
    pair: string,
  ): Admission => {
    const waitMs = Math.max(...taken.map(([of, key]) => of.waitMs(key)));
    if (waitMs > 0) return { ok: false, waitMs };
    for (const [of, key] of taken) of.take(key);
    const undo = (): void => {
      for (const [of, key] of taken) of.giveBack(key);
    };
    return {
      ok: true,
      undo,
      succeeded() {
        undo();
        pairs.refill(pair);
        keep(known, pair, true);
      },
    };
  };

  return {
    admit(account, address) {
      const pair = JSON.stringify([account, address]);
      const shared = known.has(pair) ? [] : [[unknown, account] as const];
      return admit([[pairs, pair], [addresses, address], ...shared], pair);
    },
    admitOwner(account) {
      const pair = JSON.stringify([account]);
      return admit([[pairs, pair]], pair);
    },
  };
}

/** The same words whoever it is: they tell nothing of the account. */
export function tooFast(waitMs: number): Result<never> {
  const seconds = Math.ceil(waitMs / 1_000);
  const wait = seconds === 1 ? '1 second' : `${seconds} seconds`;
  return refuse('busy', `Too many tries. Wait ${wait}, then try again.`);
}
