import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { audited, type AccessWorld } from './audited.ts';
import { mayBecomePassword, type ChangePassword } from './credentials.ts';
import type { Actor, Person } from './model.ts';
import { hashPassword, withHashSlot, isRightPassword } from './passwords.ts';
import { changeOwnPassword } from './permissions.ts';
import { deleteSessionsOf } from './session-store.ts';
import { startSession } from './sessions.ts';
import { lockMinutes, readLock, replacePassword, countAttempt } from './store.ts';

interface Hashes {
  readonly person: Person;
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
      person: attempt.person,
      old: attempt.passwordHash,
      next: await hashPassword(next),
    });
  const isLocked = (await readLock(world.database, email)) !== null;
  if (isLocked)
    return refuse(
      'busy',
      `Wrong too often. This account is locked for up to ${lockMinutes} minutes.`,
    );
  const says = 'The current password is wrong.';
  return { ok: false, fault: { kind: 'forbidden', says, fields: { current: says } } };
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
      const { person, old, next } = hashes.value;
      if (!(await replacePassword(tx, actor.name, old, next)))
        return refuse('conflict', 'Your password was changed elsewhere meanwhile.');
      await deleteSessionsOf(tx, person.id);
      return done({ session: await startSession(tx, { person, passwordHash: next }) });
    },
  );
}
