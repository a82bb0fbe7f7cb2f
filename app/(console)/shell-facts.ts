import type { ShellFacts } from '#components/shell/shell-query.ts';
import { createCache } from '#lib/kernel/cache.ts';
import { indexesShell } from '#lib/indexes/index.ts';
import { statusShell, type StatusShell, type StatusWorld } from '#lib/status/index.ts';
import { syncShell } from '#lib/sync/index.ts';
import { consoleWorld } from '#lib/web/runtime.ts';
import { allContracts, allGenerations } from './all-indexes.ts';

/** More than a healthy server needs, and short enough that nobody waits for one that is away. */
const withinMs = 250;

/** Services are asked every few seconds at most, so that all viewers share what was found. */
const statuses = createCache<StatusWorld, ReadonlyMap<string, StatusShell>>({ freshForMs: 5_000 });

async function statusOf(world: ReturnType<typeof consoleWorld>) {
  const read = () => statusShell(world);
  const now = () => world.clock.now();
  const { value, failedSince } = await statuses.get(world, 'shell', { read, now });
  // A failure is nobody's but the reader's own: the next one asks again.
  return value === null || failedSince !== null ? read() : value;
}

/**
 * What the shell shows of every environment: three statements, one more now and then for all
 * viewers, one where an existing service runs the sync of any, one where an alias has drifted in
 * any, and one wait for all.
 */
export async function shellFacts(): Promise<ShellFacts> {
  const world = consoleWorld();
  const [sync, indexes, status] = await Promise.all([
    syncShell(world, withinMs),
    Promise.all([allContracts(), allGenerations()]).then(([contracts, rows]) =>
      indexesShell(world, contracts, rows, withinMs),
    ),
    statusOf(world),
  ]);
  const facts = world.environments.flatMap(({ environment: { name } }) => {
    const [ofSync, ofIndexes, ofStatus] = [sync.get(name), indexes.get(name), status.get(name)];
    return ofSync === undefined || ofIndexes === undefined || ofStatus === undefined
      ? []
      : [{ environment: name, sync: ofSync, indexes: ofIndexes, status: ofStatus }];
  });
  return { environments: facts, asOf: world.clock.now().toISOString() };
}
