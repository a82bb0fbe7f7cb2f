import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { may, type AccessWorld, type Actor, type Permission } from '#lib/access/index.ts';
import { readForm } from '#lib/kernel/form-fields.ts';
import { inputWords } from '#lib/kernel/input-words.ts';
import {
  FaultError,
  faultForPerson,
  signedOut,
  type ActionResult,
  type Fault,
  type Result,
} from '#lib/kernel/result.ts';
import { hasMoreThan, isStorable } from '#lib/kernel/storable.ts';
import { boundless, foreignRequest, invalidInput, ourFault, unstorable } from './fault-words.ts';
import { recordRefused } from './record-refused.ts';
import { isSameOrigin, passedClientRequestId, requestIdOf } from './request-headers.ts';
import { scopeOfRefusals, webRuntime } from './runtime.ts';
import { sessionActor } from './session.ts';
import { markRead } from './unread-requests.ts';

/** Parts and characters: what Next takes of an action, in bytes, says no more. */
const mostSent = 100 * 1024;

interface ActionDefinition<W extends AccessWorld, S extends z.ZodType, T> {
  /** As in the audit, also for attempts that never reach the command. */
  readonly permission: Permission;
  readonly input: S;
  /** What is acted on: an environment, or the console itself. */
  readonly worldOf: (input: z.output<S>) => Result<W>;
  readonly run: (world: W, actor: Actor, input: z.output<S>) => Promise<Result<T>>;
}

/**
 * A server action: session, actor, policy, parse, run, refresh, and words for a fault. Takes a form
 * (`useActionState`) or the input itself. In a form the field of a boolean is named `is:<name>`.
 */
export function defineAction<W extends AccessWorld, S extends z.ZodType, T>(
  definition: ActionDefinition<W, S, T>,
) {
  return async (
    _previous: ActionResult<T> | null,
    given: FormData | z.input<S>,
  ): Promise<ActionResult<T>> => {
    const requestHeaders = await headers();
    markRead(requestHeaders);
    const id = requestIdOf(requestHeaders);
    const refused = (fault: Fault): ActionResult<T> => ({
      ok: false,
      fault: faultForPerson(fault),
      id,
    });
    try {
      const actor = await sessionActor();
      const recordedRefusal = async (fault: Fault): Promise<ActionResult<T>> => {
        const { permission } = definition;
        await recordRefused({ headers: requestHeaders, permission, actor, id }, fault);
        return refused(fault);
      };
      if (actor === null)
        return await recordedRefusal(signedOut('You have been signed out. Nothing was done.'));
      if (!isSameOrigin(requestHeaders, webRuntime().baseUrl))
        return await recordedRefusal(foreignRequest);
      const allowed = may(actor, definition.permission, scopeOfRefusals().environment);
      if (!allowed.ok) return await recordedRefusal(allowed.fault);
      const sent = given instanceof FormData ? readForm(given) : given;
      // React lets a sender name one part in many others, and in itself: all that follows would
      // walk it without an end.
      if (hasMoreThan(sent, mostSent)) return await recordedRefusal(boundless);
      if (!isStorable(sent)) return await recordedRefusal(unstorable);
      const input = definition.input.safeParse(sent, { error: inputWords });
      if (!input.success) return await recordedRefusal(invalidInput(input.error.issues));
      const world = definition.worldOf(input.data);
      if (!world.ok) return await recordedRefusal(world.fault);
      const requester = { ...actor, requestId: id };
      const result = await definition.run(world.value, requester, input.data);
      if (!result.ok) return refused(result.fault);
      revalidatePath('/', 'layout');
      return { ok: true, value: result.value, id };
    } catch (error) {
      return refused(
        error instanceof FaultError
          ? error.fault
          : ourFault(
              error,
              definition.permission.action,
              id,
              passedClientRequestId(requestHeaders),
            ),
      );
    }
  };
}
