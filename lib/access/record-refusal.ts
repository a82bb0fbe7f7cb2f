import type { Fault } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { auditedEnvironment, type AccessWorld } from './audited.ts';
import type { Actor, Permission } from './model.ts';
import { recordAudit } from './record-audit.ts';
import { refusedOutcome } from './refusal-limit.ts';

/**
 * An attempt that was refused before its command ran: no session, a wrong token, a foreign
 * origin, input that cannot be read. Nothing of the input is stored. Never rejects: the refusal
 * holds whether or not it can be recorded.
 */
export async function recordRefusal(
  world: AccessWorld,
  actor: Actor,
  { action }: Permission,
  { kind, says }: Fault,
  target = 'unknown',
): Promise<void> {
  const fault = { kind, says: says.slice(0, 300) };
  const entry = {
    action,
    target,
    environment: auditedEnvironment(world),
    reason: null,
    outcome: refusedOutcome({ kind }),
    fault,
  };
  await recordAudit(world.database, actor, entry).catch((error: unknown) => {
    world.log.error(
      { ...errorFacts(error), action, requestId: actor.requestId },
      'a refusal could not be recorded',
    );
  });
}
