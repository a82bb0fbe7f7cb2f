import { setTimeout as delay } from 'node:timers/promises';
import { systemActor } from '#lib/access/index.ts';
import { showRun, startRun, type Run, type Stage, type SyncWorld } from '#lib/sync/index.ts';
import { startWorker } from '#lib/testing/sync/sync-world.ts';
import type { Cleaning } from './cleaning.ts';

const pollMs = 100;

export interface WholeRun {
  readonly run: Run;
  /** Highest resident memory of this process while the run went on. */
  readonly peakRssMb: number;
}

/** One whole run of the first pipeline in this process: worker, participants and driver. */
export async function wholeRun(world: SyncWorld, cleaning: Cleaning): Promise<WholeRun> {
  const [pipeline] = world.pipelines;
  if (pipeline === undefined) throw new Error('there is no pipeline');
  const worker = startWorker(world);
  cleaning.add('the worker', () => worker.stop());
  const started = await startRun(world, systemActor('bench'), {
    environment: world.environment.name,
    pipeline: pipeline.name,
    reason: 'bench',
  });
  if (!started.ok) throw new Error(started.fault.says);
  let peakRss = 0;
  for (;;) {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
    const running = await world.database.rows('select 1 from run where ended_at is null');
    if (running.length === 0) break;
    await delay(pollMs);
  }
  await worker.stop();
  const shown = await showRun(world, started.value.run);
  if (!shown.ok) throw new Error(shown.fault.says);
  return { run: shown.value.run, peakRssMb: Math.round(peakRss / 1_048_576) };
}

/** Null where the stage has not ended. */
export function stageMs(stage: Stage | undefined): number | null {
  if (stage?.startedAt == null || stage.endedAt === null || stage.state !== 'done') return null;
  return Date.parse(stage.endedAt) - Date.parse(stage.startedAt);
}
