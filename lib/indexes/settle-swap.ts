import type { World } from '#lib/platform/world.ts';
import type { SwapGenerations } from './requests.ts';
import { listGenerations, recordLive, recordPrevious } from './store.ts';

/**
 * The recording half of a swap whose aliases have moved: the run's generations are live, and what
 * readers used before is previous. Harmless when repeated. Rejects with a FaultError when the
 * database is away.
 */
export async function settleSwap(
  world: Pick<World, 'database'>,
  wanted: Omit<SwapGenerations, 'guard'>,
): Promise<void> {
  const live = Object.values(wanted.generations);
  const bases = new Set([
    ...Object.keys(wanted.generations),
    ...wanted.aliases.map((alias) => alias.name),
  ]);
  await world.database.transaction(async (tx) => {
    const left = (await listGenerations(tx, wanted.environment)).filter(
      (row) =>
        bases.has(row.base) &&
        !live.includes(row.index) &&
        (row.role === 'live' ||
          (row.isKeptCopy && row.role === 'building' && row.runId === wanted.run.id)),
    );
    await recordLive(tx, wanted.environment, live);
    await recordPrevious(
      tx,
      wanted.environment,
      left.map((row) => row.index),
    );
  });
}
