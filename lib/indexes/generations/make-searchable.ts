import type { World } from '#lib/platform/world.ts';
import { recordDocuments } from '../store.ts';

/**
 * Refresh and replicas restored and waited for, one index after the other, and the count of each
 * kept with its generation. Returns the names of those whose copies are not all assigned yet, after
 * as long a wait as the search side grants; they can be read all the same.
 */
export async function makeSearchable(
  world: World,
  environment: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const short: string[] = [];
  for (const name of names) {
    if ((await world.search.settings(name, 'searchable')).copies === 'missing') short.push(name);
    await recordDocuments(world.database, environment, name, await world.search.count(name));
  }
  return short;
}
