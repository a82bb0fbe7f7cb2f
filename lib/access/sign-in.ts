import type { FloodLimit } from '#lib/kernel/flood-limit.ts';
import { done, FaultError, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { auditedEnvironment, type AccessWorld } from './audited.ts';
import { actorOf, anonymousActor } from './actors.ts';
import { longestPassword } from './credentials.ts';
import { normalEmail } from './email-address.ts';
import type { Actor, Person } from './model.ts';
import { withHashSlot, isRightPassword } from './passwords.ts';
import { signInPermission } from './permissions.ts';
import { recordAudit } from './record-audit.ts';
import { withLeftOut } from './refusal-limit.ts';
import { startSession } from './sessions.ts';
import { tooFast, type SignInPace } from './sign-in-pace.ts';
import { readAccount } from './store.ts';

export interface SignedIn {
  readonly person: Person;
  /** The id of the new session. */
  readonly session: string;
}

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  /** Where it comes from, as far as that is known. */
  readonly address: string;
}

/**
 * `forbidden`: wrong email or password, or the account is disabled, in the same words. `busy`: too
 * fast, or too many people at once; no password was looked at, and no row is left. Of those who
 * name no account of ours only as many rows are left as `unknown` admits: a flood would fill the
 * audit.
 */
export async function signIn(
  world: AccessWorld,
  pace: SignInPace,
  unknown: FloodLimit,
  input: SignInAttempt,
  requestId: string,
): Promise<Result<SignedIn>> {
  const email = normalEmail(input.email);
  const admission = await pace.admit(email ?? '', input.address);
  if (!admission.ok) return tooFast(admission.waitMs);
  try {
    const signedIn = await withHashSlot(() =>
      compare(world, unknown, { ...input, email }, requestId),
    );
    if (signedIn.ok) await admission.succeeded();
    return signedIn;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    await admission.undo();
    return { ok: false, fault: error.fault };
  }
}

const wrong = refuse('forbidden', 'The email address or the password is wrong.').fault;

async function compare(
  world: AccessWorld,
  unknown: FloodLimit,
  { email, password, address }: Omit<SignInAttempt, 'email'> & { readonly email: string | null },
  requestId: string,
): Promise<Result<SignedIn>> {
  const entry = {
    action: signInPermission.action,
    environment: auditedEnvironment(world),
    reason: null,
  } as const;
  const denied = async (actor: Actor, fault: Fault): Promise<Result<SignedIn>> => {
    await recordAudit(world.database, actor, {
      ...entry,
      target: actor.name,
      outcome: 'denied',
      fault,
    });
    return { ok: false, fault: wrong };
  };

  const account =
    email === null || password.length > longestPassword
      ? null
      : await readAccount(world.database, email);
  const isRight = await isRightPassword(
    account?.passwordHash ?? null,
    password.slice(0, longestPassword),
  );
  // What was typed is not stored: people type passwords into the wrong field.
  if (account === null) {
    const leftOut = unknown.admit(address);
    if (leftOut === null) return { ok: false, fault: wrong };
    return denied(anonymousActor(requestId, address), withLeftOut(wrong, leftOut));
  }
  const { person } = account;
  const actor = actorOf(person, requestId, address);
  if (!isRight) return denied(actor, wrong);
  if (person.disabledAt !== null)
    return denied(actor, refuse('forbidden', 'The account is disabled.').fault);
  const session = await world.database.transaction(async (tx) => {
    await recordAudit(tx, actor, { ...entry, target: actor.name, outcome: 'done' });
    return startSession(tx, account);
  });
  return done({ person, session });
}
