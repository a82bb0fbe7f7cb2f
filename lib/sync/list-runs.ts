import type { Page } from '#lib/kernel/list.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { Run, RunListRequest } from './model.ts';
import { listRunRows, stagesOf } from './store.ts';
import { viewRun } from './view.ts';
import type { SyncWorld } from './world.ts';

/** Two statements, whatever the number of runs. */
export async function listRuns(
  world: SyncWorld,
  request: RunListRequest,
): Promise<Result<Page<Run>>> {
  const { rows, total } = await listRunRows(world.database, world.environment.name, request);
  const stages = await stagesOf(
    world.database,
    rows.map((row) => row.id),
  );
  return done({
    rows: rows.map((row) =>
      viewRun(
        row,
        stages.filter((stage) => stage.run_id === row.id),
        world.pipelines,
      ),
    ),
    total,
  });
}
