import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { audited, type AccessWorld } from './audited.ts';
import { isEasilyGuessed } from './common-passwords.ts';
import { mayBecomePassword, type ChangePassword } from './credentials.ts';
import type { Actor, Person } from './model.ts';
import { hashPassword, withHashSlot, isRightPassword } from './passwords.ts';
import { changeOwnPassword } from './permissions.ts';
import { deleteSessionsOf } from './session-store.ts';
import { startSession } from './sessions.ts';
import { tooFast, type SignInPace } from './sign-in-pace.ts';
import { readAccount, replacePassword } from './store.ts';

interface Hashes {
  readonly person: Person;
  readonly old: string;
  readonly next: string;
}

const wrongField = (kind: 'forbidden' | 'invalid', field: string, says: string): Fault => ({
  kind,
  says,
  fields: { [field]: says },
});

/**
 * A wrong current password is slowed like one at the sign-in page: an open session is no way to
 * guess.
 */
async function hashesOf(
  world: AccessWorld,
  pace: SignInPace,
  email: string,
  { current, next }: ChangePassword,
): Promise<Result<Hashes>> {
  if (await isEasilyGuessed(next, email)) {
    const says =
      'The new password is one of the first that are guessed. ' +
      'Choose another; a few words in a row are good.';
    return { ok: false, fault: wrongField('invalid', 'next', says) };
  }
  const admission = await pace.admitOwner(email);
  if (!admission.ok) return tooFast(admission.waitMs);
  const compared = withHashSlot(async (): Promise<Result<Hashes>> => {
    const account = await readAccount(world.database, email);
    const isRight = await isRightPassword(account?.passwordHash ?? null, current);
    if (account === null || !isRight) {
      const says = 'The current password is wrong.';
      return { ok: false, fault: wrongField('forbidden', 'current', says) };
    }
    await admission.succeeded();
    const { person, passwordHash } = account;
    return done({ person, old: passwordHash, next: await hashPassword(next) });
  });
  return compared.catch(async (error: unknown) => {
    await admission.undo();
    throw error;
  });
}

export interface ChangedPassword {
  /** The session in which they go on: all that were open before have ended. */
  readonly session: string;
}

/**
 * A person changes their own. `forbidden`: the current one is wrong; `busy`: tried too fast, or too
 * many at once; `conflict`: changed meanwhile.
 */
export async function changePassword(
  world: AccessWorld,
  pace: SignInPace,
  actor: Actor,
  input: ChangePassword,
): Promise<Result<ChangedPassword>> {
  const allowed = mayBecomePassword(actor.name, input);
  // Before the transaction: hashing is slow on purpose, and other callers wait for a transaction of
  // the embedded database.
  const hashes = allowed.ok ? await hashesOf(world, pace, actor.name, input) : allowed;
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
