import type { Queryable } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { lockContract, newestContracts, saveContract } from '../contract-store.ts';
import { reconcileGenerations } from '../generations/reconcile-generations.ts';
import { markWrites } from './mark-writes.ts';
import { addReaderChange, hasSwapOf } from '../reader-changes-store.ts';
import type { Contract, ContractAlias, RecordedSwap, SwapGenerations } from '../requests.ts';
import {
  addAdopted,
  listGenerations,
  recordLive,
  recordPrevious,
  type Generation,
} from '../store.ts';

export interface SettledSwap extends Pick<SwapGenerations, 'environment' | 'run' | 'generations'> {
  readonly swap: RecordedSwap;
  /** What the run planned; absent where the version of the pipeline is not known any more. */
  readonly contract?: Contract | undefined;
}

/** What readers use now is live, and what they have left is previous, whoever made it. */
export async function recordReaders(
  tx: Queryable,
  environment: string,
  generations: Readonly<Record<string, string>>,
  swap: RecordedSwap,
  isLeft: (row: Generation) => boolean,
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
  const known = await listGenerations(tx, environment);
  const left = known.filter(
    (row) =>
      bases.has(row.base) && !live.includes(row.index) && (row.role === 'live' || isLeft(row)),
  );
  for (const [index, base] of before)
    if (known.every((row) => row.index !== index))
      await addAdopted(tx, environment, index, base, new Date());
  await recordLive(tx, environment, live);
  await recordPrevious(
    tx,
    environment,
    left.map((row) => row.index),
  );
}

/** The aliases that readers were moved by, as the contract says them. */
export function swappedAliases(
  { moves }: RecordedSwap,
  generations: SettledSwap['generations'],
  planned: readonly ContractAlias[],
): readonly ContractAlias[] {
  const baseOf = new Map(Object.entries(generations).map(([base, index]) => [index, base]));
  return moves.map(({ alias, to, filter }) => {
    const known = planned.find(({ name }) => name === alias);
    return { ...known, name: alias, target: baseOf.get(to) ?? known?.target ?? to, filter };
  });
}

/**
 * What was swapped is the contract from now on, unless an admin has decided otherwise since it was
 * planned: that is kept, and the difference shows as drift.
 */
async function saveSwapped(
  tx: Queryable,
  { environment, run, generations, swap }: SettledSwap,
  { aliases, indexes }: Contract,
): Promise<void> {
  await lockContract(tx, environment);
  const [newest] = await newestContracts(tx, [environment]);
  const decision = newest?.decision ?? null;
  const isDecidedSince = decision !== null && decision.version !== swap.decision;
  const contract = {
    aliases: isDecidedSince ? decision.aliases : swappedAliases(swap, generations, aliases),
    indexes,
  };
  await saveContract(tx, environment, contract, {
    kind: 'run',
    actor: run.name,
    runName: run.name,
  });
}

/**
 * The recording half of a swap whose aliases have moved: the run's generations are live, what
 * readers used before is previous, and what was swapped is the contract from now on. Harmless when
 * repeated. Rejects with a FaultError when the database is away.
 */
export async function settleSwap(
  world: Pick<World, 'database' | 'search'>,
  settled: SettledSwap,
): Promise<void> {
  const { environment, run, generations, swap, contract } = settled;
  const marks = await markWrites(world.search, Object.values(generations), 'not-known');
  await world.database.transaction(async (tx) => {
    // A worker that was frozen meanwhile comes late: readers may have been led elsewhere since.
    if (await hasSwapOf(tx, environment, run.name)) return;
    await recordReaders(
      tx,
      environment,
      generations,
      swap,
      (row) => row.isKeptCopy && row.role === 'building' && row.runId === run.id,
    );
    const by = { actor: run.name, runName: run.name };
    if (contract !== undefined) await saveSwapped(tx, settled, contract);
    await addReaderChange(tx, {
      environment,
      kind: 'swap',
      reason: null,
      ...by,
      moves: swap.moves,
      keptCopies: [],
      marks,
    });
  });
}

/** The same some time later: where others have moved the aliases on since, the records follow. */
export async function settleAndFollow(
  world: Pick<World, 'database' | 'search'>,
  settled: SettledSwap,
): Promise<void> {
  await settleSwap(world, settled);
  await reconcileGenerations(world, settled.environment);
}
