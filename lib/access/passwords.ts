import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import PQueue from 'p-queue';
import { FaultError } from '#lib/kernel/result.ts';

// argon2id with OWASP's second set (19 MiB, 2 passes). Two at a time: a burst of sign-ins may not
// take the memory of a run.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const queue = new PQueue({ concurrency: 2 });
const mostWaiting = 20;

/**
 * Runs `work`, which hashes or compares passwords, when it is its turn. Throws `busy` where too
 * many wait: the work has not begun then, so that whoever counts tries in it counts none.
 */
export async function withHashSlot<T>(work: () => Promise<T>): Promise<T> {
  if (queue.size >= mostWaiting) {
    throw new FaultError({
      kind: 'busy',
      says: 'Too many people are signing in just now. Try again in a few seconds.',
    });
  }
  return queue.add(work);
}

/** Slow on purpose: only within `withHashSlot`. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let dummyHash: Promise<string> | undefined;

/**
 * Takes as long without an account (null) as with one, so that the time does not give away which
 * emails exist. Only within `withHashSlot`.
 */
export async function isRightPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  dummyHash ??= hashPassword(newPassword());
  const isRight = await verify(passwordHash ?? (await dummyHash), password);
  return passwordHash !== null && isRight;
}

// Without letters and digits that are mistaken for one another.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five: 98 bits, and still possible to type from paper. */
export function newPassword(): string {
  const group = (): string =>
    Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return [group(), group(), group(), group()].join('-');
}
