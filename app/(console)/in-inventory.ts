import type { InInventory } from '#lib/inventory/client.ts';
import { environmentsCalled } from '#lib/inventory/index.ts';
import { consoleWorld } from '#lib/web/runtime.ts';

/**
 * The environments of this console whose configuration says which of the inventory they are. One
 * statement, none where none says so.
 */
export async function environmentsInInventory(): Promise<readonly InInventory[]> {
  const world = consoleWorld();
  const named = world.environments.flatMap(({ environment }) =>
    environment.inventory === undefined ? [] : [{ environment, called: environment.inventory }],
  );
  const found = await environmentsCalled(
    world,
    named.map(({ called }) => called),
  );
  return named.map(({ environment: { name, title, driver }, called }) => ({
    environment: name,
    title,
    driver,
    called,
    found: found.get(called) ?? null,
  }));
}
