import type { Page } from '#lib/kernel/list.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import { besideRuns, listRunRows } from './list-store.ts';
import type { ListedRun, RunListRequest } from './run-list.ts';
import { stagesOf } from './store.ts';
import { viewListed } from './view-listed.ts';
import type { SyncWorld } from './world.ts';

/** Three statements, whatever the number of runs. */
export async function listRuns(
  world: SyncWorld,
  request: RunListRequest,
): Promise<Result<Page<ListedRun>>> {
  const { database, environment, pipelines } = world;
  const { rows, total } = await listRunRows(database, environment.name, request);
  const ids = rows.map((row) => row.id);
  const [stages, beside] = await Promise.all([stagesOf(database, ids), besideRuns(database, ids)]);
  return done({
    rows: rows.map((row) =>
      viewListed(
        row,
        stages.filter((stage) => stage.run_id === row.id),
        beside.find(({ id }) => id === row.id),
        pipelines,
      ),
    ),
    total,
  });
}
