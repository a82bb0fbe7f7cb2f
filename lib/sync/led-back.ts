import { parseIndexName, type RollBacks } from '#lib/indexes/index.ts';
import type { LedBack } from './model.ts';
import type { RunRow } from './store.ts';

type Led = Pick<RunRow, 'is_dry' | 'observed' | 'phase' | 'generations'>;

/** Whether users were led to what the run built, so that they can have been led back from it. */
export const hasLedUsers = ({ is_dry, observed, phase, generations }: Led): boolean =>
  !is_dry && observed === null && phase === 'moved' && Object.keys(generations).length > 0;

/**
 * The roll back by which users left these indexes; null where there is none, or where they were led
 * there again since. No swap leads to an older generation, so nothing else has to be looked at.
 */
export function ledBackFrom(rollBacks: RollBacks, indexes: readonly string[]): LedBack | null {
  for (const { at, actor, reason, moves } of rollBacks) {
    if (moves.some(({ to }) => indexes.includes(to))) return null;
    const left = moves.find(({ from }) => from.some((index) => indexes.includes(index)));
    if (left === undefined) continue;
    const { generation } = parseIndexName(left.to);
    // Generation 0 is the copy of an index that no run made.
    return { at: at.toISOString(), by: actor, reason, to: generation === 0 ? null : generation };
  }
  return null;
}

/** How users left what this run built by a roll back; null: they did not, or are there again. */
export const ledBackOf = (row: Led, rollBacks: RollBacks): LedBack | null =>
  hasLedUsers(row) ? ledBackFrom(rollBacks, Object.values(row.generations)) : null;
