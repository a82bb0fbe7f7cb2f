import { createGenerations, retireGenerations } from '#lib/indexes/index.ts';
import { runName } from '../run-name.ts';
import { beginStage, endStage, saveEvent, saveGenerations, saveRunState } from './store.ts';
import { attemptStage } from './attempts.ts';
import type { StageContext } from './stage-context.ts';

async function prepare(driving: StageContext): Promise<Readonly<Record<string, string>>> {
  const { world, lease, run, pipeline, position } = driving;
  await saveRunState(world.database, lease, run.id, 'preparing');
  await beginStage(world.database, lease, run.id, position);
  await retireGenerations(world, run.environment, run);
  const generations = await createGenerations(world, {
    environment: run.environment,
    run: { id: run.id, name: runName(run.environment, run.number), number: run.number },
    at: run.queued_at,
    indexes: pipeline.indexes,
  });
  await saveGenerations(world.database, lease, run.id, generations);
  const count = Object.keys(generations).length;
  await saveEvent(
    world.database,
    lease,
    run.id,
    'info',
    `${String(count)} new ${count === 1 ? 'index' : 'indexes'} created beside the live ones.`,
  );
  await endStage(world.database, lease, run.id, position, 'done');
  return generations;
}

/**
 * Makes an empty generation of every index beside the live one, and drops what earlier runs left
 * behind.
 */
export async function drivePrepare(
  driving: StageContext,
  title: string,
): Promise<Readonly<Record<string, string>>> {
  let generations: Readonly<Record<string, string>> = {};
  await attemptStage(driving, title, async () => {
    generations = await prepare(driving);
  });
  return generations;
}
