import { anonymousActor, recordRefusal, type Action, type Actor } from '#lib/access/index.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { webRuntime } from './runtime.ts';

/** As seen by the proxy next to us, or by Next itself; what comes before it anybody can write. */
function addressOf(headers: Pick<Headers, 'get'>): string {
  return (headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
}

interface Refused {
  readonly headers: Pick<Headers, 'get'>;
  readonly action: Action;
  /** Null: anonymousActor we know. */
  readonly actor: Actor | null;
  readonly id: string;
}

/**
 * An audit row for what is refused before its verb; of strangers only as many as their limit
 * allows.
 */
export async function recordRefused(
  { headers, action, actor, id }: Refused,
  fault: Fault,
): Promise<void> {
  const { world, anonymousLimit: strangers } = webRuntime();
  if (actor === null && !strangers.isNew(addressOf(headers))) return;
  await recordRefusal(
    world,
    actor === null ? anonymousActor(id) : { ...actor, requestId: id },
    action,
    fault,
  );
}
