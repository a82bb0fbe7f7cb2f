import { createCache } from '#lib/kernel/cache.ts';
import type { RunRecord } from './model.ts';
import { recordsOf } from './evidence-store.ts';
import type { RunRow } from './store.ts';
import type { SyncWorld } from './world.ts';

const records = createCache<SyncWorld, readonly RunRecord[]>({
  freshForMs: 4_000,
  isShownWhileRead: true,
});

/**
 * The records of a run by reason, as this process last saw them: counting them reads every one of
 * them, so one read serves all viewers. What was read before the end of the run is not shown after
 * it.
 */
export async function viewRecords(
  world: SyncWorld,
  { id, ended_at: endedAt }: RunRow,
): Promise<readonly RunRecord[]> {
  const read = () => recordsOf(world.database, id);
  const key = `${id} ${endedAt === null ? 'going' : 'ended'}`;
  const { value } = await records.get(world, key, { read, now: () => world.clock.now() });
  return value ?? read();
}
