import type { Fault } from '#lib/kernel/result.ts';
import type { Queryable } from '#lib/platform/database/database.ts';
import { systemActor } from './actors.ts';
import { recordAudit } from './record-audit.ts';
import { findBegun, type AuditRow } from './store.ts';

export interface FoundOutcome extends Pick<
  AuditRow,
  'actor' | 'action' | 'environment' | 'reason'
> {
  /** When what was begun was sent. */
  readonly sentAt: Date;
  /** Null: it was done. */
  readonly fault: Fault | null;
}

/**
 * What became of an attempt that a person began and whose process could not say so any more: one
 * more row of their request, by the console itself.
 */
export async function recordOutcome(
  tx: Queryable,
  { actor, action, environment, reason, sentAt, fault }: FoundOutcome,
): Promise<void> {
  const begun = await findBegun(tx, { actor, action, environment }, sentAt);
  await recordAudit(tx, systemActor(begun?.requestId ?? 'not known'), {
    action,
    target: begun?.target ?? environment,
    environment,
    reason,
    ...(fault === null ? { outcome: 'done' } : { outcome: 'failed', fault }),
  });
}
