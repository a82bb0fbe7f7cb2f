import type { World } from '#lib/platform/world.ts';
import { recordDocuments } from './store.ts';

/** Refresh and replicas restored and waited for, one index after the other, and the count of each kept with its generation. */
export async function makeSearchable(world: World, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await world.search.settings(name, 'searchable');
    await recordDocuments(world.database, name, await world.search.count(name));
  }
}
