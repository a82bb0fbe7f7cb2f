import { hasUnrecordedSwap, settleAndFollow } from '#lib/indexes/index.ts';
import type { World } from '#lib/platform/world.ts';
import { pipelineOf } from './pipeline.ts';
import { runName } from './run-name.ts';
import { lastMovedRun } from './store.ts';
import type { SyncWorld } from './world.ts';

/**
 * Records the swap of the last run that moved readers, where that run could not: until then nobody
 * could be rolled back. Where others have moved the aliases on since, the records follow them.
 * Rejects with a FaultError when the database or the search side is away.
 */
export async function recordLastSwap(
  world: Pick<World, 'database' | 'search' | 'environment'> & Pick<SyncWorld, 'pipelines'>,
): Promise<void> {
  const { database, environment } = world;
  const run = await lastMovedRun(database, environment.name);
  if (run === null || run.swap === null) return;
  if (!(await hasUnrecordedSwap(database, environment.name, run.id))) return;
  await settleAndFollow(world, {
    environment: environment.name,
    run: { id: run.id, name: runName(run.environment, run.number), number: run.number },
    generations: run.generations,
    swap: run.swap,
    contract: pipelineOf(run, world.pipelines),
  });
}
