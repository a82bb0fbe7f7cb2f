import { isVisible } from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';
import {
  done,
  FaultError,
  faultForPerson,
  refuse,
  type Fault,
  type Result,
} from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Transaction } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { may, requiresReason, type ActedOn, type Actor, type Permission } from './model.ts';
import { recordAudit, type AuditEntry } from './record-audit.ts';
import { admitRefusal, refusedOutcome, withLeftOut } from './refusal-limit.ts';
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
  /** Whether the person has typed what production wants typed; verified after who they are. */
  readonly confirmed?: Result<void>;
}

/** Rolls the transaction back without being an error of ours. */
class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.says);
  }
}

interface Recording {
  readonly entry: Omit<AuditEntry, 'outcome' | 'fault'>;
  /**
   * The denied or failed attempt gets a row of its own; of many in a minute by one person, of one
   * action and environment, only the first do.
   */
  refused(fault: Fault): Promise<{ readonly ok: false; readonly fault: Fault }>;
  /** After a bug: what became of it is not known. */
  recordBug(): Promise<void>;
}

interface Ending {
  /**
   * It has a row `begun` already: without another it would count as left by a process that has
   * died.
   */
  readonly hasBegun: boolean;
}

function recordingOf<T>(
  world: AccessWorld,
  actor: Actor,
  what: AuditedCommand<T>,
  { hasBegun }: Ending = { hasBegun: false },
): Recording {
  const entry = {
    action: what.permission.action,
    target: what.target,
    environment: auditedEnvironment(world),
    reason: what.reason,
    ...(what.changed !== undefined && { changed: what.changed }),
  };
  const recordRefusal = async (fault: Fault): Promise<void> => {
    const outcome = refusedOutcome(fault);
    const leftOut = hasBegun ? 0 : admitRefusal(world, actor, entry.action, outcome);
    if (leftOut === null) return;
    await recordAudit(world.database, actor, {
      ...entry,
      outcome,
      fault: withLeftOut(fault, leftOut),
    });
  };
  return {
    entry,
    async refused(given) {
      const fault = faultForPerson(given);
      await recordRefusal(fault);
      return { ok: false, fault };
    },
    recordBug: () =>
      recordRefusal({ kind: 'unavailable', says: 'Something went wrong on our side' }).catch(
        (failure: unknown) => {
          world.log.error(
            { ...errorFacts(failure), action: what.permission.action, requestId: actor.requestId },
            'an attempt could not be recorded',
          );
        },
      ),
  };
}

/**
 * Policy first, then the reason and the name that production wants. `audited` asks it; a command
 * that has to look at outside services before its transaction asks it first, and looks at nothing
 * for whoever will be refused.
 */
export function mayBegin(
  world: Pick<AccessWorld, 'environment'>,
  actor: Actor,
  what: Pick<AuditedCommand<unknown>, 'permission' | 'reason' | 'confirmed'>,
): Result<void> {
  const allowed = may(actor, what.permission, world.environment);
  if (!allowed.ok) return allowed;
  if (requiresReason(what.permission, world.environment) && !isVisible(what.reason ?? ''))
    return refuse('invalid', 'Production wants a reason. Say in a few words why.');
  return what.confirmed ?? allowed;
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
  const { entry, refused, recordBug } = recordingOf(world, actor, what);
  const begins = mayBegin(world, actor, what);
  if (!begins.ok) return refused(begins.fault);
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
    await recordBug();
    throw error;
  }
}

const recording: RetryPolicy = { attempts: 5, firstDelayMs: 100, maxDelayMs: 1_000 };
// For about ten minutes after that, while whoever asked has their answer.
const recordingLater: RetryPolicy = { attempts: 150, firstDelayMs: 1_000, maxDelayMs: 5_000 };

/**
 * The same for work that reaches beyond the database, such as moving an alias: no transaction is
 * open while it is done. A row `begun` comes first, so that a process that dies in between leaves
 * one; then `done` in one transaction with `settle`, or `failed`. Where the database has gone away
 * meanwhile the work stays done, `unrecorded` makes the answer say so, and it is recorded as soon
 * as the database answers.
 */
export async function auditedEffect<T>(
  world: AccessWorld,
  actor: Actor,
  what: AuditedCommand<T>,
  work: () => Promise<Result<T>>,
  settle: (tx: Transaction, value: T) => Promise<void>,
  unrecorded: (value: T) => T = (value) => value,
): Promise<Result<T>> {
  const begins = mayBegin(world, actor, what);
  if (!begins.ok) return recordingOf(world, actor, what).refused(begins.fault);
  const { entry, refused, recordBug } = recordingOf(world, actor, what, { hasBegun: true });
  await recordAudit(world.database, actor, { ...entry, outcome: 'begun' });
  let result: Result<T>;
  try {
    result = await work();
  } catch (error) {
    if (error instanceof FaultError) return refused(error.fault);
    await recordBug();
    throw error;
  }
  if (!result.ok) return refused(result.fault);
  const { value } = result;
  const key = newId();
  const record = (): Promise<void> =>
    world.database.transaction(async (tx) => {
      const target = what.targetOf?.(value) ?? what.target;
      // One whose answer was lost is tried again and is there already, with what it settled.
      if (await recordAudit(tx, actor, { ...entry, target, outcome: 'done', key }))
        await settle(tx, value);
    });
  const notRecorded = (error: unknown): void => {
    const { action } = what.permission;
    world.log.error(
      { ...errorFacts(error), action, requestId: actor.requestId },
      'what was done could not be recorded',
    );
  };
  try {
    await retry(recording, () => true, record);
    return result;
  } catch (error) {
    notRecorded(error);
    retry(recordingLater, () => true, record).catch(notRecorded);
    return done(unrecorded(value));
  }
}
