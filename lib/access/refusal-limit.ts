import { limitRepeats, type FloodLimit } from '#lib/kernel/flood-limit.ts';
import type { Fault } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import type { ActedOn, Actor } from './model.ts';

// What a person may not do says all in one row; what fails may fail otherwise each time.
const rowsAMinute = { denied: 1, failed: 20 } as const;

type RefusedOutcome = keyof typeof rowsAMinute;

/** What the audit calls an attempt that came to this. */
export const refusedOutcome = ({ kind }: Pick<Fault, 'kind'>): RefusedOutcome =>
  kind === 'forbidden' ? 'denied' : 'failed';

// One a database that is written to, in whatever world it comes.
const limits = new WeakMap<World['database'], Readonly<Record<RefusedOutcome, FloodLimit>>>();

const limitsNow = (): Readonly<Record<RefusedOutcome, FloodLimit>> => ({
  denied: limitRepeats(() => performance.now(), rowsAMinute.denied),
  failed: limitRepeats(() => performance.now(), rowsAMinute.failed),
});

/**
 * Whether what a person was refused is worth a row, and how many were left out since the rows of
 * the minute before: a few a minute, person, action and environment. Null: it is left out itself.
 */
export function admitRefusal(
  { database, environment }: Pick<World, 'database'> & { readonly environment: ActedOn },
  { id }: Pick<Actor, 'id'>,
  action: string,
  outcome: RefusedOutcome,
): number | null {
  const limit = limits.get(database) ?? limitsNow();
  limits.set(database, limit);
  return limit[outcome].admit(`${id} ${action} ${environment?.name ?? ''}`);
}

/** With the number of those that were refused before it and left no row. */
export const withLeftOut = (fault: Fault, leftOut: number): Fault =>
  leftOut === 0 ? fault : { ...fault, says: `${fault.says} (${leftOut} more suppressed.)` };
