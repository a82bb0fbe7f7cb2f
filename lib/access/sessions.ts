import { createHash } from 'node:crypto';
import { newId } from '#lib/kernel/ids.ts';
import { done } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { actorOf } from './actors.ts';
import { audited, type AccessWorld } from './audited.ts';
import type { Person } from './model.ts';
import { signOutPermission } from './permissions.ts';
import { deleteSession, insertSession, readSession } from './session-store.ts';
import type { Account } from './store.ts';

/** Changes with the password and reveals nothing of it: the hash has a salt of its own. */
const markOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url');

const isId = (session: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(session);

/** The id of a new session, under this password and in this role. */
export async function startSession(sql: Sql, { person, passwordHash }: Account): Promise<string> {
  const id = newId();
  const passwordMark = markOf(passwordHash);
  await insertSession(sql, { id, personId: person.id, role: person.role, passwordMark });
  return id;
}

/**
 * Read for every request. A session that was ended is gone; and one is over at once when the
 * person was disabled or has another password or role, even where that was changed by hand.
 */
export async function findPersonOfSession(
  world: Pick<World, 'database'>,
  session: string,
): Promise<Person | null> {
  const open = isId(session) ? await readSession(world.database, session) : null;
  return open !== null && markOf(open.passwordHash) === open.passwordMark ? open.person : null;
}

/** Whoever kept a copy of the cookie is out too. Nothing to do for a session that is over. */
export async function signOut(
  world: AccessWorld,
  session: string,
  requestId: string,
  address?: string,
): Promise<void> {
  const person = await findPersonOfSession(world, session);
  if (person === null) return;
  const actor = actorOf(person, requestId, address);
  const what = { permission: signOutPermission, target: actor.name, reason: null };
  await audited(world, actor, what, async (tx) => {
    await deleteSession(tx, session);
    return done(undefined);
  });
}
