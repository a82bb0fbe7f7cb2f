import type { World } from '#lib/platform/world.ts';
import { recordAbandoned } from './store.ts';

/** What the run was building will never be read; `retireGenerations` drops it later. */
export async function abandonGenerations(world: World, runId: string): Promise<void> {
  await recordAbandoned(world.database, runId);
}
