import type { Fault } from '#lib/kernel/result.ts';
import type { Queryable } from '#lib/platform/database/database.ts';
import { systemActor } from './actors.ts';
import { recordAudit } from './record-audit.ts';
import type { AuditRow, BegunAttempt } from './store.ts';

export interface FoundOutcome extends Pick<AuditRow, 'action' | 'environment' | 'reason'> {
  /** The row of its beginning; null: there is none any more. */
  readonly begun: BegunAttempt | null;
  /** Null: it was done. */
  readonly fault: Fault | null;
}

/**
 * What became of an attempt that a person began and whose process could not say so any more: one
 * more row of their request, by the console itself.
 */
export async function recordOutcome(
  tx: Queryable,
  { begun, action, environment, reason, fault }: FoundOutcome,
): Promise<void> {
  await recordAudit(tx, systemActor(begun?.requestId ?? 'not known'), {
    action,
    target: begun?.target ?? environment,
    environment,
    reason,
    ...(fault === null ? { outcome: 'done' } : { outcome: 'failed', fault }),
  });
}
