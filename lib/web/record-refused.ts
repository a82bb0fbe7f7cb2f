import { anonymousActor, recordRefusal, type Actor, type Permission } from '#lib/access/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { scopeOfRefusals, webRuntime } from './runtime.ts';

/** As seen by the proxy next to us, or by Next itself; what comes before it anybody can write. */
function addressOf(headers: Pick<Headers, 'get'>): string {
  return (headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
}

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
  if (actor === null && !anonymousLimit.isNew(addressOf(headers))) return;
  await recordRefusal(
    scopeOfRefusals(),
    actor === null ? anonymousActor(id) : { ...actor, requestId: id },
    permission,
    fault,
  );
}
