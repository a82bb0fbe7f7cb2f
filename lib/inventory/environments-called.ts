import type { InventoryWorld } from './list-items.ts';
import type { CalledEnvironment } from './item-view.ts';
import { readEnvironmentsCalled } from './store.ts';

/**
 * The environments that somebody outside the inventory names by these keys, or by keys that they
 * had before; one that is not there is left out. One statement, none where nothing is named.
 */
export async function environmentsCalled(
  { database }: InventoryWorld,
  keys: readonly string[],
): Promise<ReadonlyMap<string, CalledEnvironment>> {
  if (keys.length === 0) return new Map();
  const rows = await readEnvironmentsCalled(database, keys);
  return new Map(
    rows.map(({ called, key, environment, estate_title }) => [
      called,
      { key, name: environment, estateTitle: estate_title },
    ]),
  );
}
