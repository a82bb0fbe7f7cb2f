import {
  freeTextWithoutNumbers,
  hasSevenDigits,
  sevenDigitsRefused,
} from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { z } from 'zod';
import { systemActor } from './actors.ts';
import { audited, type AccessWorld } from './audited.ts';
import { normalEmail } from './email-address.ts';
import { may, roles, type Actor, type Person } from './model.ts';
import { managePeople } from './permissions.ts';
import { hashPassword, isRightPassword, newPassword, withHashSlot } from './passwords.ts';
import { hasPeople, insertPerson, readAccount, readPeople } from './store.ts';

export const AddPerson = z.object({
  // It is the name of a person, in lists and in the audit.
  email: z
    .string()
    .max(254)
    .refine((email) => !hasSevenDigits(email), sevenDigitsRefused),
  role: z.enum(roles),
  name: freeTextWithoutNumbers(200, 'A name has at most 200 characters.').optional(),
});
export type AddPerson = z.infer<typeof AddPerson>;

/** The password exists only in this result. */
export interface NewAccount {
  readonly person: Person;
  readonly password: string;
}

/** `conflict`: another person has that email; `invalid`: it is none. */
export async function addPerson(
  world: AccessWorld,
  actor: Actor,
  input: AddPerson,
): Promise<Result<NewAccount>> {
  const email = normalEmail(input.email);
  const password = newPassword();
  // Whoever is refused costs no hash: they are few at a time, and people who sign in wait for them
  // too.
  const isWorthHashing = email !== null && may(actor, managePeople, world.environment).ok;
  // Before the transaction: hashing is slow on purpose, and other callers wait for a transaction of
  // the embedded database.
  const passwordHash = isWorthHashing ? await withHashSlot(() => hashPassword(password)) : null;
  return audited(
    world,
    actor,
    {
      permission: managePeople,
      target: email ?? 'unknown',
      reason: null,
      changed: { role: input.role },
    },
    async (tx) => {
      if (email === null || passwordHash === null)
        return refuse('invalid', 'That is not an email address.');
      const person = await insertPerson(tx, {
        id: newId(),
        email,
        name: input.name || email,
        role: input.role,
        passwordHash,
      });
      return person === null
        ? refuse('conflict', 'Another person has that email address already.')
        : done({ person, password });
    },
  );
}

export async function listPeople(
  world: AccessWorld,
  actor: Actor,
): Promise<Result<readonly Person[]>> {
  const allowed = may(actor, managePeople, world.environment);
  return allowed.ok ? done(await readPeople(world.database)) : allowed;
}

/**
 * Null: there are people already. Of two processes that start at once on an empty database, one
 * makes the account.
 */
export async function firstAdmin(
  world: AccessWorld,
  email: string,
  requestId: string,
): Promise<{ readonly email: string; readonly password: string } | null> {
  if (await hasPeople(world.database)) return null;
  const made = await addPerson(world, systemActor(requestId), {
    email,
    role: 'admin',
    name: 'First admin',
  });
  return made.ok ? { email: made.value.person.email, password: made.value.password } : null;
}

/** Whether a password that was made for somebody still lets them in, to choose one of their own. */
export async function stillOpens(
  { database }: Pick<AccessWorld, 'database'>,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<boolean> {
  const account = await readAccount(database, email);
  if (account === null || account.person.disabledAt !== null) return false;
  if (!account.person.mustChangePassword) return false;
  return withHashSlot(() => isRightPassword(account.passwordHash, password));
}
