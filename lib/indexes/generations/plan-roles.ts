import type { AliasState } from '#lib/platform/search/port.ts';
import type { Generation } from '../store.ts';

/** Names of the generations whose role must change, by the role that they must have. */
export interface RoleChanges {
  readonly live: readonly string[];
  readonly previous: readonly string[];
  readonly abandoned: readonly string[];
  readonly dropped: readonly string[];
}

const unproven: ReadonlySet<Generation['role']> = new Set(['building', 'abandoned', 'dropped']);

/**
 * What the records must say, given what the aliases say: they are the truth about what readers use.
 * An alias of the family's own name decides; where there is none, any alias does. A dropped
 * generation whose index is there again comes back. What no run has led readers to is not live
 * because an alias points at it while others point at the live one: it may be half built, and a
 * repair leads readers to what is live.
 */
export function planRoles(
  generations: readonly Generation[],
  states: readonly AliasState[],
  concrete: ReadonlySet<string>,
): RoleChanges {
  const isRead = (row: Generation): boolean => {
    const own = states.filter((state) => state.name === row.base);
    return (own.length > 0 ? own : states).some((state) => state.index === row.index);
  };
  const isLed = ({ index }: Generation): boolean => states.some((state) => state.index === index);
  const isIntruder = (row: Generation): boolean =>
    isRead(row) &&
    unproven.has(row.role) &&
    row.liveFrom === null &&
    generations.some((one) => one.base === row.base && one.role === 'live' && isLed(one));
  const isIntrudedOn = (row: Generation): boolean =>
    row.role === 'live' &&
    isLed(row) &&
    generations.some((one) => one.base === row.base && isIntruder(one));
  // A copy is finished business once the name that it was copied from is an alias.
  const isOver = (row: Generation): boolean =>
    row.isKeptCopy && states.some((state) => state.name === row.base);
  // Its documents are recorded when all of them are there.
  const isSettledCopy = (row: Generation): boolean => isOver(row) && row.documents !== null;
  const wasRead = (row: Generation): boolean => row.liveFrom !== null || isSettledCopy(row);
  const named = (isMeant: (row: Generation) => boolean): string[] =>
    generations.filter(isMeant).map((row) => row.index);
  const isConcrete = (row: Generation): boolean =>
    (!isRead(row) || isIntruder(row)) && !isIntrudedOn(row) && concrete.has(row.index);
  return {
    live: named((row) => row.role !== 'live' && isRead(row) && !isIntruder(row)),
    previous: named(
      (row) =>
        isConcrete(row) &&
        (row.role === 'live' ||
          (row.role === 'building' && isSettledCopy(row)) ||
          (row.role === 'dropped' && wasRead(row))),
    ),
    abandoned: named(
      (row) =>
        isConcrete(row) &&
        !wasRead(row) &&
        (row.role === 'dropped' || (row.role === 'building' && isOver(row))),
    ),
    // A row is written before its index is made: one that is being built may not be there yet.
    dropped: named(
      (row) =>
        row.role !== 'building' &&
        row.role !== 'dropped' &&
        !isRead(row) &&
        !concrete.has(row.index),
    ),
  };
}

/** The generations as they are once the changes are recorded. */
export function withRoles(
  generations: readonly Generation[],
  changes: RoleChanges,
): readonly Generation[] {
  return generations.map((row) => {
    const role = (['live', 'previous', 'abandoned', 'dropped'] as const).find((one) =>
      changes[one].includes(row.index),
    );
    return role === undefined ? row : { ...row, role };
  });
}
