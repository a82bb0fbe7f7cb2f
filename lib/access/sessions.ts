import { createHash } from 'node:crypto';
import type { World } from '#lib/platform/world.ts';
import type { Person } from './model.ts';
import { readActivePerson } from './store.ts';

/** Changes with the password and reveals nothing of it: the hash has a salt of its own. */
const markOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url');

/**
 * What a session carries: whose it is, and under which password it was opened; never what they may
 * do.
 */
export function sessionOf(id: string, passwordHash: string): string {
  return `${id}.${markOf(passwordHash)}`;
}

/**
 * Read for every request: a disabled person and one whose password has changed since are out at
 * once, and a new role counts at once.
 */
export async function findPersonOfSession(
  world: Pick<World, 'database'>,
  session: string,
): Promise<Person | null> {
  const [id, mark] = session.split('.');
  if (id === undefined || mark === undefined) return null;
  const active = await readActivePerson(world.database, id);
  return active !== null && markOf(active.passwordHash) === mark ? active.person : null;
}
