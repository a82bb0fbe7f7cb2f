import {
  admitRefusal,
  anonymousActor,
  readPermission,
  recordRefusal,
  refusedOutcome,
  withLeftOut,
  type Actor,
  type Permission,
} from '#lib/access/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { clientAddress } from './request-headers.ts';
import { scopeOfRefusals, webRuntime } from './runtime.ts';

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
