import { createHmac } from 'node:crypto';
import { refuse, type Result } from '#lib/kernel/result.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { giveBackTries, keepKnown, takeTries, type Bucket } from './sign-in-pace-store.ts';

/** Of one account from one address: who mistypes is not slowed, who guesses is. */
const ofPair = { tries: 5, everyMs: 30_000 };
/** Of one address, whatever accounts it tries: several people may share it. */
const ofAddress = { tries: 30, everyMs: 2_000 };
/** Of one account from all addresses from which nobody has signed in to it yet. */
const ofUnknown = { tries: 30, everyMs: 10_000 };

export type Admission =
  | { readonly ok: false; readonly waitMs: number }
  | {
      readonly ok: true;
      /** The password was never looked at. */
      undo(): Promise<void>;
      succeeded(): Promise<void>;
    };

/**
 * How fast passwords may be tried, at all web processes together. Nobody is locked out: who must
 * wait does so for seconds, what others try does not slow an address from which the account was
 * signed in to, and accounts that do not exist are treated like those that do.
 */
export interface SignInPace {
  /** Counts a try before the password is looked at, so that tries sent at once all count. */
  admit(account: string, address: string): Promise<Admission>;
  /** The same for the current password, in an open session. */
  admitOwner(account: string): Promise<Admission>;
}

/** Nobody reads accounts and addresses out of the table: `secret` is mixed into its keys. */
export function paceSignIns(sql: Sql, secret: string): SignInPace {
  const keyOf = (kind: string, ...of: readonly string[]): string =>
    kind +
    createHmac('sha256', secret)
      .update(JSON.stringify([kind, ...of]))
      .digest('base64url');

  const admit = async (
    pair: Bucket,
    others: readonly Bucket[],
    known: string | null,
  ): Promise<Admission> => {
    const { isAdmitted, from, waitMs } = await takeTries(sql, [pair, ...others]);
    const undo = (): Promise<void> =>
      giveBackTries(
        sql,
        from.map((bucket) => ({ bucket, tries: 1 })),
      );
    if (!isAdmitted) {
      if (from.length > 0) await undo();
      // Another process may have taken the last one since this statement began.
      return { ok: false, waitMs: Math.max(waitMs, 1_000) };
    }
    return {
      ok: true,
      undo,
      async succeeded() {
        await giveBackTries(
          sql,
          from.map((bucket) => ({ bucket, tries: bucket === pair ? pair.tries : 1 })),
        );
        if (known !== null) await keepKnown(sql, known);
      },
    };
  };

  return {
    admit(account, address) {
      const known = keyOf('known ', account, address);
      return admit(
        { key: keyOf('1 ', account, address), ...ofPair },
        [
          { key: keyOf('2 ', account), ...ofUnknown, unlessKnown: known },
          { key: keyOf('3 ', address), ...ofAddress },
        ],
        known,
      );
    },
    admitOwner: (account) => admit({ key: keyOf('0 ', account), ...ofPair }, [], null),
  };
}

/** The same words whoever it is: they tell nothing of the account. */
export function tooFast(waitMs: number): Result<never> {
  const seconds = Math.ceil(waitMs / 1_000);
  return refuse('busy', `Too many tries. Wait ${countOf(seconds, 'second')}, then try again.`);
}
