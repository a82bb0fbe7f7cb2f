import type { ShellFacts } from '#components/shell/shell-query.ts';
import { indexesShell } from '#lib/indexes/index.ts';
import { syncShell } from '#lib/sync/index.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { allContracts, allGenerations } from './all-indexes.ts';

/** More than a healthy server needs, and short enough that nobody waits for one that is away. */
const withinMs = 250;

/**
 * What the shell shows of every environment: three statements, one more where an existing service
 * runs the sync of any, one where an alias has drifted in any, and one wait for all.
 */
export async function shellFacts(): Promise<ShellFacts> {
  const world = consoleWorld();
  const [sync, indexes] = await Promise.all([
    syncShell(world, withinMs),
    Promise.all([allContracts(), allGenerations()]).then(([contracts, rows]) =>
      indexesShell(world, contracts, rows, withinMs),
    ),
  ]);
  const facts = world.environments.flatMap(({ environment: { name } }) => {
    const ofEnvironment = { sync: sync.get(name), indexes: indexes.get(name) };
    return ofEnvironment.sync === undefined || ofEnvironment.indexes === undefined
      ? []
      : [{ environment: name, sync: ofEnvironment.sync, indexes: ofEnvironment.indexes }];
  });
  return { environments: facts, asOf: world.clock.now().toISOString() };
}
