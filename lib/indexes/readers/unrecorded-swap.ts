import { refuse, type Result } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { Generation } from '../store.ts';

/** Of a generation to which a run has moved readers, and has not recorded it yet. */
export const refuseUnrecorded = ({ runName, index }: Generation): Result<never> =>
  refuse(
    'conflict',
    `${runName ?? index} has moved readers a moment ago and has not recorded it yet. Nothing was ` +
      'done. Try again in a minute: it is recorded as soon as that can be.',
  );

/**
 * What a run has moved readers to and not recorded, wherever the aliases lead by now: a swap seals
 * what it moves readers to. Null: nothing. A request, and none where no run builds anything.
 */
export async function findUnrecordedSwap(
  search: Search,
  records: readonly Generation[],
): Promise<Generation | null> {
  const building = records.filter((row) => row.role === 'building' && !row.isKeptCopy);
  if (building.length === 0) return null;
  const [sealed] = await search.sealed(building.map(({ index }) => index));
  return building.find(({ index }) => index === sealed) ?? null;
}
