import { FaultError } from '#lib/kernel/result.ts';
import type { Search } from '#lib/platform/search/port.ts';

/** A search engine that goes away once it has carried out a swap: it tells no aliases any more. */
export function awayAfterSwap(search: Search): Search {
  let isAway = false;
  return {
    ...search,
    aliases: () =>
      isAway
        ? Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away.' }))
        : search.aliases(),
    async swap(plan) {
      const swapped = await search.swap(plan);
      isAway = true;
      return swapped;
    },
  };
}
