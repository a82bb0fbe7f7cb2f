import { systemActor } from '#lib/access/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import { listRuns, startRun, type SyncWorld } from '#lib/sync/index.ts';

/** Only where everything is embedded and nothing was ever built: a newcomer shall land in front of a working sync. */
export async function startFirstRun(world: SyncWorld): Promise<void> {
  if (world.database.kind !== 'pglite' || world.realParts.size > 0) return;
  const earlier = await listRuns(world, { limit: 1, offset: 0 });
  const [pipeline] = world.pipelines;
  if (pipeline === undefined || !earlier.ok || earlier.value.total > 0) return;
  const started = await startRun(world, systemActor(newId()), {
    environment: world.environment.name,
    pipeline: pipeline.name,
    reason: 'First start: there was nothing to read yet.',
    typedName: world.environment.name,
  });
  if (!started.ok) world.log.warn({ kind: started.fault.kind }, 'the first run was not started');
}
