import type { Fault } from '#lib/kernel/result.ts';
import type { Queryable } from '#lib/platform/database/database.ts';
import type { Actor, Outcome } from './model.ts';
import { insertAudit } from './store.ts';

export interface AuditEntry {
  readonly action: string;
  /** What it was done to: `local-12`, an alias, an email. */
  readonly target: string;
  readonly environment: string;
  readonly reason: string | null;
  readonly outcome: Outcome;
  readonly fault?: Fault;
}

/** One audit row, in the transaction of what it records. */
export async function recordAudit(tx: Queryable, actor: Actor, entry: AuditEntry): Promise<void> {
  await insertAudit(tx, {
    actorId: actor.id,
    actor: actor.name,
    actorRole: actor.role,
    action: entry.action,
    target: entry.target,
    environment: entry.environment,
    outcome: entry.outcome,
    reason: entry.reason,
    requestId: actor.requestId,
    fault: entry.fault ?? null,
  });
}
