import { refuse } from '#lib/kernel/result.ts';
import { abandonGenerations, makeSearchable, swapGenerations } from '#lib/indexes/index.ts';
import { runName } from '../run-name.ts';
import { stagesOf } from '../store.ts';
import { whatStopsTheSwap } from '../ledger.ts';
import { StageFailed, type Driving } from './driving.ts';
import { beginStage, endRun, endStage, saveEvent, saveRunState } from './store.ts';

async function verify(driving: Driving): Promise<void> {
  const { world, run, pipeline } = driving;
  const rows = await stagesOf(world.database, [run.id]);
  for (const [position, stage] of pipeline.stages.entries()) {
    const row = rows[position];
    if (stage.kind !== 'data' && stage.kind !== 'derived') continue;
    const reason = row?.state === 'done' ? whatStopsTheSwap(stage.title, row) : `Stage “${stage.title}” has not ended.`;
    if (reason !== null) throw new StageFailed(refuse('precondition', `${reason} Nothing was swapped.`).fault);
  }
}

/** Restores refresh and replicas, waits for them, and moves every alias in one request. A dry run stops before that. */
export async function driveSwap(driving: Driving): Promise<void> {
  const { world, lease, run, pipeline, position, generations, signal } = driving;
  await saveRunState(world.database, lease, run.id, 'verifying');
  await beginStage(world.database, lease, run.id, position);
  await verify(driving);
  await makeSearchable(world, Object.values(generations));
  signal.throwIfAborted();
  if (run.is_dry) {
    await endStage(world.database, lease, run.id, position, 'skipped');
    await abandonGenerations(world, run.id);
    await endRun(world.database, lease, run.id, 'settled', null, {
      level: 'good',
      says: 'The dry run balances. Nothing was swapped, and its indexes are dropped at the next run.',
    });
    return;
  }
  await saveEvent(
    world.database,
    lease,
    run.id,
    'info',
    `All ${String(pipeline.aliases.length)} aliases are about to move in one request.`,
  );
  const swapped = await swapGenerations(world, {
    environment: run.environment,
    run: { id: run.id, name: runName(run.environment, run.number), number: run.number },
    generations,
    aliases: pipeline.aliases,
    indexes: pipeline.indexes,
    guard: async (tx) => {
      await saveRunState(tx, lease, run.id, 'swapping');
      return !signal.aborted;
    },
  });
  if (!swapped.ok) {
    signal.throwIfAborted();
    throw new StageFailed(swapped.fault);
  }
  await endStage(world.database, lease, run.id, position, 'done');
  await endRun(world.database, lease, run.id, 'settled', null, {
    level: 'good',
    says: 'The aliases have moved in one request. Users read the new generation.',
  });
}
