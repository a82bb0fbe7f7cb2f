import type { World } from '#lib/platform/world.ts';
import { dropIndexes } from './drop-indexes.ts';
import { reconcileGenerations } from './reconcile-generations.ts';
import { listGenerations, recordAbandoned } from '../store.ts';

/**
 * What the run was building will never be read: it is recorded as abandoned and dropped, it alone.
 * Call it when the run has ended. Rejects with a FaultError when the search side is away; the next
 * run drops what is left.
 */
export async function abandonGenerations(
  world: World,
  environment: string,
  runId: string,
): Promise<readonly string[]> {
  await recordAbandoned(world.database, environment, runId);
  await reconcileGenerations(world, environment);
  const rows = await listGenerations(world.database, environment);
  const unread = rows.filter((row) => row.runId === runId && row.role === 'abandoned');
  const planned = unread.map((row) => row.index);
  return (await dropIndexes(world, environment, planned)).dropped;
}
