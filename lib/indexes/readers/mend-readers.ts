import { listWords } from '#lib/kernel/words/text.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { readReaders } from './read-aliases.ts';
import type { RecordedSwap } from '../requests.ts';

/**
 * After a swap that was applied: an alias that another client left on a second index leaves it, so
 * that readers do not get two generations. Returns what was found, in plain words; what cannot be
 * mended is said. Never rejects for what the search side does.
 */
export async function mendReaders(
  world: Pick<World, 'search' | 'log'>,
  swap: RecordedSwap,
): Promise<readonly string[]> {
  const warnings: string[] = [];
  try {
    const { doubled } = await readReaders(world, swap);
    if (doubled.length > 0) {
      const names = listWords(
        doubled.map(({ move }) => move.alias),
        'and',
      );
      const mended = await world.search.swap({
        moves: doubled.map(({ move, on }) => ({ ...move, from: on })),
        removeIndexes: [],
      });
      world.log.warn({ isMended: mended.ok }, 'aliases were on two indexes after a swap');
      warnings.push(
        mended.ok
          ? `Another client had left ${names} on a second index during the swap; readers got ` +
              'both for a moment and use the new generation alone now'
          : `Another client has left ${names} on a second index during the swap: readers get both`,
      );
    }
    const { elsewhere } = await readReaders(world, swap);
    if (elsewhere.length > 0)
      warnings.push(
        `Another client moved ${listWords(elsewhere, 'and')} during the swap: see the indexes page`,
      );
  } catch (error) {
    world.log.warn(errorFacts(error), 'a swap could not be verified');
    warnings.push('The readers have moved, but the aliases could not be read afterwards');
  }
  return warnings;
}
