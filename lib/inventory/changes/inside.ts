/** What is in estates and environments. Pure. */
import { environmentKey, partsOfKey } from '../model.ts';

/** How many of these keys are in each estate and each environment, by its key. */
export function countInside(keys: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const { estate, component, environment } = partsOfKey(key);
    const holders = [
      ...(key === estate ? [] : [estate]),
      ...(component === null || environment === null ? [] : [environmentKey(estate, environment)]),
    ];
    for (const holder of holders) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  return counts;
}
