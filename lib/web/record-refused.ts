import {
  actorOf,
  admitRefusal,
  anonymousActor,
  findPersonOfSession,
  readPermission,
  recordRefusal,
  refusedOutcome,
  withLeftOut,
  writePermission,
  type Actor,
  type Permission,
} from '#lib/access/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { openSession, sealedSessionIn } from './open-session.ts';
import { clientAddress } from './request-headers.ts';
import { readWithinMs, scopeOfRefusals, webRuntime } from './runtime.ts';

interface Refused {
  readonly headers: Pick<Headers, 'get'>;
  /** Null: nobody we know. */
  readonly actor: Actor | null;
  readonly id: string;
}

/**
 * An audit row for what is refused before its command; of anonymous callers, and of one person with
 * one action and environment, only as many as their limit allows.
 */
export async function recordRefused(
  { headers, permission, actor, id }: Refused & { readonly permission: Permission },
  fault: Fault,
): Promise<void> {
  const address = clientAddress(headers);
  const scope = scopeOfRefusals();
  const leftOut =
    actor === null
      ? webRuntime().anonymousLimit.admit(address)
      : admitRefusal(scope, actor, permission.action, refusedOutcome(fault));
  if (leftOut === null) return;
  await recordRefusal(
    scope,
    actor === null ? anonymousActor(id, address) : { ...actor, requestId: id },
    permission,
    withLeftOut(fault, leftOut),
  );
}

/** Whose session a request carries, outside of what Next works on. Null: nobody we know. */
export async function senderOf(headers: Pick<Headers, 'get'>, id: string): Promise<Actor | null> {
  const sealed = sealedSessionIn(headers.get('cookie') ?? '');
  const session = sealed === null ? null : await openSession(sealed);
  if (session === null) return null;
  const { world } = webRuntime();
  // Who cannot be looked up is nobody we know: the refusal holds all the same.
  const person = await world.database
    .answeredWithin(readWithinMs, () => findPersonOfSession(world, session))
    .catch(() => null);
  return person === null ? null : actorOf(person, id, clientAddress(headers));
}

/**
 * The same for what somebody who is signed in sent and no action of ours was reached by. Of others
 * nothing is recorded: without a session nothing could have been done.
 */
export async function recordRefusedWrite(
  { headers, id }: Omit<Refused, 'actor'>,
  fault: Fault,
): Promise<void> {
  const actor = await senderOf(headers, id);
  if (actor !== null)
    await recordRefused({ headers, permission: writePermission, actor, id }, fault);
}

/** The same for a read; a page that polls is refused often, so one row a minute and person. */
export async function recordRefusedRead(
  { headers, actor, id, route }: Refused & { readonly route: string },
  fault: Fault,
): Promise<void> {
  const address = clientAddress(headers);
  const { anonymousLimit, readLimit } = webRuntime();
  const leftOut = actor === null ? anonymousLimit.admit(address) : readLimit.admit(actor.id);
  if (leftOut === null) return;
  const who = actor === null ? anonymousActor(id, address) : { ...actor, requestId: id };
  await recordRefusal(scopeOfRefusals(), who, readPermission, withLeftOut(fault, leftOut), route);
}
