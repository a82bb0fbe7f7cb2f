import type { World } from '#lib/platform/world.ts';
import { planRepair } from './rules.ts';
import { listGenerations, recordDropped, recordLive, recordPrevious } from './store.ts';

/**
 * Makes the records say what the aliases say: a worker may have died between a swap and its record, and people move aliases by hand.
 * Rejects with a FaultError when the search side cannot be read.
 */
export async function reconcileGenerations(world: World, environment: string): Promise<void> {
  const known = await listGenerations(world.database, environment);
  if (known.length === 0) return;
  const states = await world.search.aliases();
  const concrete = new Set((await world.search.indexes()).map((index) => index.name));
  const repair = planRepair(known, states, concrete);
  if (repair.live.length + repair.previous.length + repair.dropped.length === 0) return;
  await world.database.transaction(async (tx) => {
    await recordLive(tx, repair.live);
    await recordPrevious(tx, repair.previous);
    await recordDropped(tx, repair.dropped);
  });
}
