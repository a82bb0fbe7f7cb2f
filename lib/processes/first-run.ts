import { systemActor } from '#lib/access/index.ts';
import { getIndexOverview } from '#lib/indexes/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import { FaultError, mayPass } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { startRun, type SyncWorld } from '#lib/sync/index.ts';

// A busy machine answers late, and what a service said last counts for some seconds.
const untilServicesAnswer: RetryPolicy = { attempts: 8, firstDelayMs: 500, maxDelayMs: 4_000 };

const isRefusedForNow = (error: unknown): boolean =>
  error instanceof FaultError && (error.fault.kind === 'precondition' || mayPass(error.fault));

/**
 * Only where everything is embedded and there is no generation to read: a newcomer shall land in
 * front of a working sync.
 */
async function startFirstRun(world: SyncWorld): Promise<void> {
  if (world.database.kind !== 'pglite' || world.catalogue.services.some(({ isReal }) => isReal))
    return;
  // A run of production is always somebody's decision.
  if (world.environment.isProduction) return;
  const [pipeline] = world.pipelines;
  if (pipeline === undefined) return;
  const { generations } = await getIndexOverview(
    world,
    { aliases: pipeline.aliases },
    world.environment.name,
  );
  if (generations.some((generation) => generation.role === 'live')) return;
  await retry(untilServicesAnswer, isRefusedForNow, async () => {
    const started = await startRun(world, systemActor(newId()), {
      environment: world.environment.name,
      pipeline: pipeline.name,
      reason: 'First start: there was nothing to read yet.',
    });
    // `conflict`: a run that was cut off goes on.
    if (!started.ok && started.fault.kind !== 'conflict') throw new FaultError(started.fault);
  });
}

/** For each environment by itself: what fails in one is no matter of another. */
export async function startFirstRuns(worlds: readonly SyncWorld[]): Promise<void> {
  await Promise.all(
    worlds
      .filter(({ environment }) => environment.driver === 'managed')
      .map((world) =>
        startFirstRun(world).catch((error: unknown) =>
          world.log.warn(errorFacts(error), 'the first run was not started'),
        ),
      ),
  );
}
