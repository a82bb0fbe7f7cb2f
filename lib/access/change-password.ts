import { z } from 'zod';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { audited, type AccessWorld } from './audited.ts';
import type { Actor } from './model.ts';
import { hashPassword, withHashSlot, isRightPassword, longestPassword } from './passwords.ts';
import { changeOwnPassword } from './permissions.ts';
import { sessionOf } from './sessions.ts';
import { lockMinutes, readLock, replacePassword, countAttempt } from './store.ts';

const shortestPassword = 12;
const typed = z.string().max(longestPassword).default('');

export const ChangePassword = z.object({ current: typed, next: typed, again: typed });
export type ChangePassword = z.infer<typeof ChangePassword>;

/**
 * Whether the new password is one, before the old one is checked. Length over variety: NIST SP
 * 800-63B, 3.1.1.
 */
export function mayBecomePassword(
  email: string,
  { current, next, again }: ChangePassword,
): Result<void> {
  if (next !== again)
    return refuse('invalid', 'The two new passwords differ. Type the same one twice.');
  if (Array.from(next).length < shortestPassword)
    return refuse('invalid', `The new password must have at least ${shortestPassword} characters.`);
  if (next === current)
    return refuse('invalid', 'The new password is the current one. Choose another.');
  if (next.trim().toLowerCase() === email.toLowerCase())
    return refuse('invalid', 'The new password is the email address. Choose another.');
  return done(undefined);
}

interface Hashes {
  readonly id: string;
  readonly old: string;
  readonly next: string;
}

/**
 * A wrong current password counts like one at the sign-in page: an open session is no way to
 * guess.
 */
async function hashesOf(
  world: AccessWorld,
  email: string,
  { current, next }: ChangePassword,
): Promise<Result<Hashes>> {
  const attempt = await countAttempt(world.database, email);
  const isRight = await isRightPassword(attempt?.passwordHash ?? null, current);
  if (attempt !== null && isRight)
    return done({
      id: attempt.person.id,
      old: attempt.passwordHash,
      next: await hashPassword(next),
    });
  const isLocked = (await readLock(world.database, email)) !== null;
  if (isLocked)
    return refuse(
      'busy',
      `Wrong too often. This account is locked for up to ${lockMinutes} minutes.`,
    );
  return refuse('forbidden', 'The current password is wrong.');
}

export interface ChangedPassword {
  /** The session in which they go on: all that were open before have ended. */
  readonly session: string;
}

/**
 * A person changes their own. `forbidden`: the current one is wrong; `busy`: locked, or too many at
 * once; `conflict`: changed meanwhile.
 */
export async function changePassword(
  world: AccessWorld,
  actor: Actor,
  input: ChangePassword,
): Promise<Result<ChangedPassword>> {
  const allowed = mayBecomePassword(actor.name, input);
  // Before the transaction: hashing is slow on purpose, and other callers wait for a transaction of
  // the embedded database.
  const hashes = allowed.ok
    ? await withHashSlot(() => hashesOf(world, actor.name, input))
    : allowed;
  return audited(
    world,
    actor,
    { permission: changeOwnPassword, target: actor.name, reason: null },
    async (tx) => {
      if (!hashes.ok) return hashes;
      const { id, old, next } = hashes.value;
      if (!(await replacePassword(tx, actor.name, old, next)))
        return refuse('conflict', 'Your password was changed elsewhere meanwhile.');
      return done({ session: sessionOf(id, next) });
    },
  );
}
