import type { World } from '#lib/platform/world.ts';
import type { RecordedSwap, SwapGenerations } from '../requests.ts';
import { addAdopted, listGenerations, recordLive, recordPrevious } from '../store.ts';

export interface SettledSwap extends Pick<SwapGenerations, 'environment' | 'run' | 'generations'> {
  readonly swap: RecordedSwap;
}

/**
 * The recording half of a swap whose aliases have moved: the run's generations are live, and what
 * readers used before is previous, whoever made it. Harmless when repeated. Rejects with a
 * FaultError when the database is away.
 */
export async function settleSwap(
  world: Pick<World, 'database'>,
  { environment, run, generations, swap }: SettledSwap,
): Promise<void> {
  const live = Object.values(generations);
  const bases = new Set([...Object.keys(generations), ...swap.moves.map(({ alias }) => alias)]);
  const baseOf = new Map(Object.entries(generations).map(([base, index]) => [index, base]));
  const before = new Map(
    swap.moves.flatMap(({ from, to }) =>
      from
        .filter((index) => index !== to && !swap.removeIndexes.includes(index))
        .map((index) => [index, baseOf.get(to) ?? index] as const),
    ),
  );
  await world.database.transaction(async (tx) => {
    const known = await listGenerations(tx, environment);
    const left = known.filter(
      (row) =>
        bases.has(row.base) &&
        !live.includes(row.index) &&
        (row.role === 'live' ||
          (row.isKeptCopy && row.role === 'building' && row.runId === run.id)),
    );
    for (const [index, base] of before)
      if (known.every((row) => row.index !== index)) await addAdopted(tx, environment, index, base);
    await recordLive(tx, environment, live);
    await recordPrevious(
      tx,
      environment,
      left.map((row) => row.index),
    );
  });
}
