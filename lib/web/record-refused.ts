import { anonymousActor, recordRefusal, type Actor, type Permission } from '#lib/access/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { clientAddress } from './request-headers.ts';
import { scopeOfRefusals, webRuntime } from './runtime.ts';

interface Refused {
  readonly headers: Pick<Headers, 'get'>;
  readonly permission: Permission;
  /** Null: nobody we know. */
  readonly actor: Actor | null;
  readonly id: string;
}

/**
 * An audit row for what is refused before its command; of anonymous callers only as many as their
 * limit allows.
 */
export async function recordRefused(
  { headers, permission, actor, id }: Refused,
  fault: Fault,
): Promise<void> {
  const { anonymousLimit } = webRuntime();
  const leftOut = actor === null ? anonymousLimit.admit(clientAddress(headers)) : 0;
  if (leftOut === null) return;
  await recordRefusal(
    scopeOfRefusals(),
    actor === null ? anonymousActor(id) : { ...actor, requestId: id },
    permission,
    leftOut === 0
      ? fault
      : { ...fault, says: `${fault.says} (${leftOut} more suppressed before it.)` },
  );
}
