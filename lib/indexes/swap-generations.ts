import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { keepCopy } from './keep-copy.ts';
import type { SwapGenerations, SwapOutcome } from './requests.ts';
import { liveIndexOf, planSwap, type PlannedSwap } from './rules.ts';
import { listGenerations, recordLive, recordPrevious } from './store.ts';

async function look(world: World, wanted: SwapGenerations): Promise<Result<PlannedSwap>> {
  const states = await world.search.aliases();
  const concrete = new Set((await world.search.indexes()).map((index) => index.name));
  return planSwap(wanted.aliases, wanted.generations, states, concrete);
}

async function keepCopies(world: World, wanted: SwapGenerations, standing: readonly string[]): Promise<string[]> {
  const copies: string[] = [];
  for (const name of standing) {
    const target = wanted.aliases.find((alias) => alias.name === name)?.target;
    const family = wanted.indexes.find((index) => index.base === target);
    if (family === undefined) throw new FaultError({ kind: 'precondition', says: `Nothing is known of the fields of ${name}` });
    copies.push(await keepCopy(world, wanted.environment, wanted.run, name, family));
  }
  return copies;
}

async function record(world: World, wanted: SwapGenerations): Promise<void> {
  const live = Object.values(wanted.generations);
  const bases = new Set([...Object.keys(wanted.generations), ...wanted.aliases.map((alias) => alias.name)]);
  await world.database.transaction(async (tx) => {
    const left = (await listGenerations(tx, wanted.environment)).filter(
      (row) =>
        bases.has(row.base) &&
        !live.includes(row.index) &&
        (row.role === 'live' || (row.isKeptCopy && row.role === 'building' && row.runId === wanted.run.id)),
    );
    await recordLive(tx, live);
    await recordPrevious(
      tx,
      left.map((row) => row.index),
    );
  });
}

async function doSwap(world: World, wanted: SwapGenerations): Promise<Result<SwapOutcome>> {
  const first = await look(world, wanted);
  if (!first.ok) return first;
  const keptCopies = await keepCopies(world, wanted, first.value.plan.removeIndexes);

  // Copying takes minutes: look again, so that the compare-and-set compares with what is true now.
  const planned = await look(world, wanted);
  if (!planned.ok) return planned;
  const { plan, isDone } = planned.value;
  if (plan.removeIndexes.some((name) => !first.value.plan.removeIndexes.includes(name))) {
    return refuse('conflict', 'An index appeared under the name of an alias while the swap was prepared');
  }
  const previous = Object.fromEntries(
    Object.keys(wanted.generations).map((base) => {
      const from = plan.moves.find((move) => move.alias === base)?.from ?? null;
      return [base, from === wanted.generations[base] ? null : from];
    }),
  );
  if (!(await world.database.transaction(wanted.guard))) return refuse('conflict', 'This run has lost its lease to another worker');
  if (!isDone) {
    const swapped = await world.search.swap(plan);
    if (!swapped.ok) return swapped;
  }
  await record(world, wanted);

  const states = await world.search.aliases();
  const astray = wanted.aliases.filter((alias) => liveIndexOf(alias.name, states) !== wanted.generations[alias.target]);
  if (astray.length > 0) {
    return refuse(
      'conflict',
      `Somebody else moved ${astray.map((alias) => alias.name).join(', ')} during the swap; readers may see two generations`,
    );
  }
  return done({ at: world.clock.now(), keptCopies, previous });
}

/**
 * Moves every alias of the contract to the run's generations in one request, as a compare-and-set (OpenSearch, aliases API).
 * First cut-over: a concrete index that holds an alias' name is copied, then removed in that same request (`remove_index`).
 * Faults: `conflict` (aliases moved meanwhile, lease lost), `precondition` (an alias on several indexes, a copy that cannot be
 * complete), `unavailable`. Repeating it after a death at any point is harmless.
 */
export async function swapGenerations(world: World, wanted: SwapGenerations): Promise<Result<SwapOutcome>> {
  try {
    return await doSwap(world, wanted);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}
