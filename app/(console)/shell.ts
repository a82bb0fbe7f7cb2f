import type { ShellFacts } from '#components/shell/shell-query.ts';
import { indexesShell } from '#lib/indexes/index.ts';
import { contractOf, syncShell } from '#lib/sync/index.ts';
import { consoleWorld } from '#lib/web/runtime.ts';

/** Longer than a server that is well takes, and short enough that nobody waits for one that is away. */
const withinMs = 250;

/** What the shell shows of every environment: two statements each, and one wait for all. */
export async function shellFacts(): Promise<ShellFacts> {
  const { clock, environments } = consoleWorld();
  const facts = await Promise.all(
    environments.map(async (world) => {
      const [sync, indexes] = await Promise.all([
        syncShell(world, withinMs),
        indexesShell(world, contractOf(world)?.aliases ?? [], withinMs),
      ]);
      return { environment: world.environment.name, sync, indexes };
    }),
  );
  return { environments: facts, asOf: clock.now().toISOString() };
}
