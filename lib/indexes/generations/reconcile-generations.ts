import type { World } from '#lib/platform/world.ts';
import { planRoles } from './plan-roles.ts';
import {
  listDroppedAmong,
  listGenerations,
  recordDropped,
  recordLive,
  recordPrevious,
  recordUnread,
} from '../store.ts';

/**
 * Makes the records say what the aliases say: a worker may have died between a swap and its record,
 * and people move aliases by hand. Rejects with a FaultError when the search side cannot be read.
 */
export async function reconcileGenerations(
  world: Pick<World, 'database' | 'search'>,
  environment: string,
): Promise<void> {
  const known = await listGenerations(world.database, environment);
  const states = await world.search.aliases();
  const names = (await world.search.indexes()).map((index) => index.name);
  const returned = await listDroppedAmong(world.database, environment, names);
  const changes = planRoles([...known, ...returned], states, new Set(names));
  if (Object.values(changes).every((some: readonly string[]) => some.length === 0)) return;
  await world.database.transaction(async (tx) => {
    await recordLive(tx, environment, changes.live);
    await recordPrevious(tx, environment, changes.previous);
    await recordUnread(tx, environment, changes.abandoned);
    await recordDropped(tx, environment, changes.dropped);
  });
}
