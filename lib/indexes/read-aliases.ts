import type { Result } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import type { SwapGenerations } from './requests.ts';
import { planSwap, type PlannedSwap } from './rules.ts';

type Wanted = Pick<SwapGenerations, 'generations' | 'aliases'>;

/** The swap as it would have to be now. */
export async function readAliasStates(
  search: Search,
  wanted: Wanted,
): Promise<Result<PlannedSwap>> {
  const states = await search.aliases();
  const concrete = new Set((await search.indexes()).map((index) => index.name));
  return planSwap(wanted.aliases, wanted.generations, states, concrete);
}

/**
 * Whether every alias of the contract already points at these generations, as after a worker that
 * died between the swap and its record. Rejects with a FaultError when the search side cannot be
 * read.
 */
export async function haveReadersMoved(
  world: Pick<World, 'search'>,
  wanted: Wanted,
): Promise<boolean> {
  const planned = await readAliasStates(world.search, wanted);
  return planned.ok && planned.value.isDone;
}
