import { printable, withoutNumbers } from '#lib/kernel/free-text.ts';
import type { Fault } from '#lib/kernel/result.ts';
import type { Queryable } from '#lib/platform/database/database.ts';
import type { Actor, Outcome } from './model.ts';
import { insertAudit, type Changes } from './store.ts';

export interface AuditEntry {
  readonly action: string;
  /** What it was done to: `local-12`, an alias, an email. */
  readonly target: string;
  readonly environment: string;
  readonly reason: string | null;
  readonly outcome: Outcome;
  readonly fault?: Fault;
  readonly changed?: Changes;
  /** Where it may be recorded again because an answer was lost: it is recorded once. */
  readonly key?: string;
}

/** Every text of it, names included, as it can be stored. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return withoutNumbers(value, 500);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [withoutNumbers(name, 80), storable(one)]),
  );
}

/**
 * One audit row, in the transaction of what it records. Whatever was sent, its text can be stored:
 * no attempt goes without a row because of its words. False: it was recorded before, by its key.
 */
export function recordAudit(tx: Queryable, actor: Actor, entry: AuditEntry): Promise<boolean> {
  return insertAudit(tx, {
    actorId: printable(actor.id, 80),
    actor: printable(actor.name, 254),
    actorRole: actor.role,
    action: entry.action,
    target: withoutNumbers(entry.target, 254),
    environment: withoutNumbers(entry.environment, 80),
    outcome: entry.outcome,
    reason: entry.reason === null ? null : withoutNumbers(entry.reason, 500),
    requestId: printable(actor.requestId, 80),
    address: actor.address === undefined ? null : printable(actor.address, 64),
    // The same shape with other text.
    changed: entry.changed === undefined ? null : (storable(entry.changed) as Changes),
    // The same shape with other text.
    fault: entry.fault === undefined ? null : (storable(entry.fault) as Fault),
    key: entry.key ?? null,
  });
}
