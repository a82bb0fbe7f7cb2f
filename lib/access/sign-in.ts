import { done, FaultError, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { auditedEnvironment, type AccessWorld } from './audited.ts';
import { actorOf, anonymousActor } from './actors.ts';
import { longestPassword } from './credentials.ts';
import type { Actor, Person } from './model.ts';
import { withHashSlot, isRightPassword } from './passwords.ts';
import { signInPermission } from './permissions.ts';
import { normalEmail } from './people.ts';
import { recordAudit } from './record-audit.ts';
import { startSession } from './sessions.ts';
import { resetAttempts, lockMinutes, readLock, countAttempt } from './store.ts';

export interface SignedIn {
  readonly person: Person;
  /** The id of the new session. */
  readonly session: string;
}

/**
 * `forbidden`: wrong email or password, in the same words for both. `busy`: locked after five wrong
 * passwords, and for how long; or too many at once, which leaves no row, since a flood of anonymous
 * callers would fill the audit.
 */
export async function signIn(
  world: AccessWorld,
  input: { readonly email: string; readonly password: string },
  requestId: string,
): Promise<Result<SignedIn>> {
  try {
    return await withHashSlot(() => compare(world, input, requestId));
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function compare(
  world: AccessWorld,
  input: { readonly email: string; readonly password: string },
  requestId: string,
): Promise<Result<SignedIn>> {
  const email = normalEmail(input.email);
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
    return { ok: false, fault };
  };
  // What was typed is not stored: people type passwords into the wrong field.
  const anonymous = anonymousActor(requestId);
  const wrong = refuse('forbidden', 'The email address or the password is wrong.').fault;

  const attempt =
    email === null || input.password.length > longestPassword
      ? null
      : await countAttempt(world.database, email);
  const isRight = await isRightPassword(
    attempt?.passwordHash ?? null,
    input.password.slice(0, longestPassword),
  );
  if (attempt === null) {
    const minutes = email === null ? null : await readLock(world.database, email);
    if (minutes === null) return denied(anonymous, wrong);
    const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`;
    return denied(
      anonymous,
      refuse('busy', `Locked after too many wrong passwords. Try again in ${wait}.`).fault,
    );
  }
  const actor = actorOf(attempt.person, requestId);
  if (!isRight) {
    const minutes = await readLock(world.database, attempt.person.email);
    if (minutes === null) return denied(actor, wrong);
    return denied(
      actor,
      refuse('busy', `Wrong too often. This account is locked for ${lockMinutes} minutes.`).fault,
    );
  }
  const session = await world.database.transaction(async (tx) => {
    await resetAttempts(tx, attempt.person.id);
    await recordAudit(tx, actor, { ...entry, target: actor.name, outcome: 'done' });
    return startSession(tx, attempt);
  });
  return done({ person: attempt.person, session });
}
