import { limitRepeats, type FloodLimit } from '#lib/kernel/flood-limit.ts';
import type { Fault } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import type { ActedOn, Actor } from './model.ts';

// One a database that is written to, in whatever world it comes.
const limits = new WeakMap<World['database'], FloodLimit>();

/**
 * Whether what a person was refused is worth a row, and how many were left out since the row
 * same one before: one a minute, person, action and environment. Null: it is left out itself.
 */
export function admitRefusal(
  { database, environment }: Pick<World, 'database'> & { readonly environment: ActedOn },
  { id }: Pick<Actor, 'id'>,
  action: string,
): number | null {
  const limit = limits.get(database) ?? limitRepeats(() => performance.now());
  limits.set(database, limit);
  return limit.admit(`${id} ${action} ${environment?.name ?? ''}`);
}

/** With the number of those that were refused before it and left no row. */
export const withLeftOut = (fault: Fault, leftOut: number): Fault =>
  leftOut === 0 ? fault : { ...fault, says: `${fault.says} (${leftOut} more suppressed.)` };
