import type { Page } from '#lib/kernel/list.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import { readRollBacks } from '#lib/indexes/index.ts';
import { hasLedUsers } from './led-back.ts';
import { besideRuns, listRunRows } from './list-store.ts';
import type { ListedRun, RunListRequest } from './run-list.ts';
import { stagesOf } from './store.ts';
import { viewListed } from './view-listed.ts';
import type { SyncWorld } from './world.ts';

/** Four statements at most, whatever the number of runs. */
export async function listRuns(
  world: SyncWorld,
  request: RunListRequest,
): Promise<Result<Page<ListedRun>>> {
  const { database, environment, pipelines } = world;
  const { rows, total } = await listRunRows(database, environment.name, request);
  const ids = rows.map((row) => row.id);
  const [stages, beside, rollBacks] = await Promise.all([
    stagesOf(database, ids),
    besideRuns(database, ids),
    rows.some(hasLedUsers) ? readRollBacks(world) : [],
  ]);
  return done({
    rows: rows.map((row) =>
      viewListed(
        row,
        stages.filter((stage) => stage.run_id === row.id),
        beside.find(({ id }) => id === row.id),
        pipelines,
        rollBacks,
      ),
    ),
    total,
  });
}
