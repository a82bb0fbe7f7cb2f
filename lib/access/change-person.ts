import { z } from 'zod';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Transaction } from '#lib/platform/database/database.ts';
import { audited, type AccessWorld } from './audited.ts';
import { normalEmail } from './email-address.ts';
import { may, roles, type Actor, type Permission, type Person } from './model.ts';
import { hashPassword, newPassword, withHashSlot } from './passwords.ts';
import type { NewAccount } from './people.ts';
import { changeRole, disablePerson, enablePerson, resetPassword } from './permissions.ts';
import { deleteSessionsOf } from './session-store.ts';
import {
  lockAdmins,
  readAccount,
  setDisabled,
  setMadeUpPassword,
  setRole,
  type Changes,
} from './store.ts';

export const NamePerson = z.object({ email: z.string().max(254) });
export type NamePerson = z.infer<typeof NamePerson>;

export const ChangeRole = NamePerson.extend({ role: z.enum(roles) });
export type ChangeRole = z.infer<typeof ChangeRole>;

/** Whoever is changed is signed out everywhere. `not-found`: nobody has that address. */
async function change(
  world: AccessWorld,
  actor: Actor,
  permission: Permission,
  { email: typed, ...changed }: NamePerson & Changes,
  work: (tx: Transaction, person: Person) => Promise<Result<void>>,
): Promise<Result<Person>> {
  const email = normalEmail(typed);
  const target = email ?? 'unknown';
  return audited(world, actor, { permission, target, reason: null, changed }, async (tx) => {
    const account = email === null ? null : await readAccount(tx, email);
    if (account === null) return refuse('not-found', 'There is no account with that address.');
    const changed = await work(tx, account.person);
    if (!changed.ok) return changed;
    await deleteSessionsOf(tx, account.person.id);
    const after = await readAccount(tx, account.person.email);
    return done(after?.person ?? account.person);
  });
}

/** Of two admins who take the role from each other at once, one is refused. */
async function leavesAnAdmin(tx: Transaction, { id }: Person): Promise<Result<void>> {
  const admins = await lockAdmins(tx);
  return admins.length === 1 && admins[0] === id
    ? refuse('precondition', 'This is the only admin. Make somebody else an admin first.')
    : done(undefined);
}

/** `precondition`: nobody else could manage people. */
export function changePersonRole(
  world: AccessWorld,
  actor: Actor,
  { email, role }: ChangeRole,
): Promise<Result<Person>> {
  return change(world, actor, changeRole, { email, role }, async (tx, person) => {
    const allowed = role === 'admin' ? done(undefined) : await leavesAnAdmin(tx, person);
    if (allowed.ok) await setRole(tx, person.id, role);
    return allowed;
  });
}

/** They can no longer sign in; what they did stays under their name. `precondition`: as above. */
export function disableAccount(
  world: AccessWorld,
  actor: Actor,
  { email }: NamePerson,
): Promise<Result<Person>> {
  return change(world, actor, disablePerson, { email }, async (tx, person) => {
    const allowed = await leavesAnAdmin(tx, person);
    if (allowed.ok) await setDisabled(tx, person.id, true);
    return allowed;
  });
}

export function enableAccount(
  world: AccessWorld,
  actor: Actor,
  { email }: NamePerson,
): Promise<Result<Person>> {
  return change(world, actor, enablePerson, { email }, async (tx, person) => {
    await setDisabled(tx, person.id, false);
    return done(undefined);
  });
}

/** A new password, which exists only in this result; they choose another one with it. */
export async function resetAccount(
  world: AccessWorld,
  actor: Actor,
  { email }: NamePerson,
): Promise<Result<NewAccount>> {
  const password = newPassword();
  // Before the transaction, and not for whoever is refused: hashing is slow on purpose.
  const passwordHash = may(actor, resetPassword, world.environment).ok
    ? await withHashSlot(() => hashPassword(password))
    : null;
  const changed = await change(world, actor, resetPassword, { email }, async (tx, person) => {
    if (passwordHash !== null) await setMadeUpPassword(tx, person.id, passwordHash);
    return done(undefined);
  });
  return changed.ok ? done({ person: changed.value, password }) : changed;
}
