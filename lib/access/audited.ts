import { isVisible } from '#lib/kernel/free-text.ts';
import { FaultError, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Transaction } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { may, requiresReason, type ActedOn, type Actor, type Permission } from './model.ts';
import { recordAudit } from './record-audit.ts';
import type { Changes } from './store.ts';

/** An environment, or the console itself: `ConsoleWorld` acts on none. */
export interface AccessWorld extends Pick<World, 'database' | 'log'> {
  readonly environment: ActedOn;
}

/** The audit's name for what is done to no environment. */
const ofConsole = 'console';

export const auditedEnvironment = (world: Pick<AccessWorld, 'environment'>): string =>
  world.environment?.name ?? ofConsole;

export interface AuditedCommand<T> {
  readonly permission: Permission;
  /** What it is done to, as far as it is known beforehand. */
  readonly target: string;
  /** The target's name when the work itself made it, e.g. the new run. */
  readonly targetOf?: (value: T) => string;
  readonly reason: string | null;
  /** What it is to change, where the target does not say so. */
  readonly changed?: Changes;
}

/** Rolls the transaction back without being an error of ours. */
class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.says);
  }
}

/**
 * Every command runs in this: policy first, then the work in one transaction together with its
 * `done` row. A fault rolls the work back, and the denied or failed attempt gets a row of its own.
 * A bug is recorded as failed and thrown on.
 */
export async function audited<T>(
  world: AccessWorld,
  actor: Actor,
  what: AuditedCommand<T>,
  work: (tx: Transaction) => Promise<Result<T>>,
): Promise<Result<T>> {
  const entry = {
    action: what.permission.action,
    target: what.target,
    environment: auditedEnvironment(world),
    reason: what.reason,
    ...(what.changed !== undefined && { changed: what.changed }),
  };
  const recordRefusal = async (fault: Fault): Promise<void> => {
    await recordAudit(world.database, actor, {
      ...entry,
      outcome: fault.kind === 'forbidden' ? 'denied' : 'failed',
      fault,
    });
  };
  const refused = async (fault: Fault): Promise<Result<T>> => {
    await recordRefusal(fault);
    return { ok: false, fault };
  };

  const allowed = may(actor, what.permission, world.environment);
  if (!allowed.ok) return refused(allowed.fault);
  if (requiresReason(what.permission, world.environment) && !isVisible(what.reason ?? '')) {
    return refused(refuse('invalid', 'Production wants a reason. Say in a few words why.').fault);
  }

  try {
    return await world.database.transaction(async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Refused(result.fault);
      await recordAudit(tx, actor, {
        ...entry,
        target: what.targetOf?.(result.value) ?? what.target,
        outcome: 'done',
      });
      return result;
    });
  } catch (error) {
    if (error instanceof Refused || error instanceof FaultError) return refused(error.fault);
    await recordRefusal({ kind: 'unavailable', says: 'Something went wrong on our side' }).catch(
      (failure: unknown) => {
        world.log.error(
          { ...errorFacts(failure), action: what.permission.action, requestId: actor.requestId },
          'an attempt could not be recorded',
        );
      },
    );
    throw error;
  }
}
