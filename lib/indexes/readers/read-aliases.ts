import { done, type Result } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import type { ContractAlias, RecordedSwap, SwapGenerations } from '../requests.ts';
import { refuseUnseen, refuseUnseenAnywhere } from './find-unseen.ts';
import { findReaders, planSwap, type PlannedSwap, type ReadersFound } from './plan-swap.ts';

/** The swap as it would have to be now. Rejects when the search side cannot be read. */
export async function readAliasStates(
  search: Search,
  wanted: Pick<SwapGenerations, 'generations' | 'aliases'>,
): Promise<Result<PlannedSwap>> {
  const states = await search.aliases();
  const concrete = new Set((await search.indexes()).map((index) => index.name));
  const planned = planSwap(wanted.aliases, wanted.generations, states, concrete);
  if (!planned.ok) return planned;
  const names = planned.value.plan.moves.map(({ alias }) => alias);
  // Readers that have moved already are not held up by where they are beside.
  const refuseHidden = planned.value.isDone ? refuseUnseen : refuseUnseenAnywhere;
  const seen = await refuseHidden(search, names, states, concrete);
  return seen.ok ? planned : seen;
}

/** A swap that nothing prevents, as things are now. */
export interface SwapAhead extends Pick<PlannedSwap, 'leftBehind'> {
  /** The concrete indexes that readers have, and would leave. */
  readonly readFrom: readonly string[];
}

/**
 * What a swap of this contract would do as things are now, or why it would be refused, before
 * anything is built. Rejects when the search side cannot be read.
 */
export async function checkSwap(
  world: Pick<World, 'search'>,
  aliases: readonly ContractAlias[],
): Promise<Result<SwapAhead>> {
  const generations = Object.fromEntries(aliases.map(({ target }) => [target, target]));
  const planned = await readAliasStates(world.search, { aliases, generations });
  if (!planned.ok) return planned;
  const { plan, leftBehind } = planned.value;
  const readFrom = new Set([...plan.moves.flatMap(({ from }) => from), ...plan.removeIndexes]);
  return done({ leftBehind, readFrom: [...readFrom] });
}

/** Readers as found, and whether this swap was ever carried out, wherever they are by now. */
export interface ReadersAfterSwap extends ReadersFound {
  readonly wasCarriedOut: boolean;
}

/**
 * Where readers are after, or before, this swap of a run. The request that moves them seals what
 * the run has filled: that says of a swap that it was carried out, also where somebody has moved
 * the aliases back since. Rejects when the search side cannot be read.
 */
export async function readReaders(
  { search }: Pick<World, 'search'>,
  swap: RecordedSwap,
): Promise<ReadersAfterSwap> {
  // In this order: one that is carried out in between is found by its aliases.
  const sealed = await search.sealed([...new Set(swap.moves.map(({ to }) => to))]);
  const found = findReaders(swap, await search.aliases());
  return { ...found, wasCarriedOut: found.haveMoved || sealed.length > 0 };
}
