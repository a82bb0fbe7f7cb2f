import { FaultError } from '#lib/kernel/result.ts';
import { listWords, sentences, someWords } from '#lib/kernel/words/text.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { reconcileGenerations } from '../generations/reconcile-generations.ts';
import { listReaderChanges, type ReaderChange } from '../reader-changes-store.ts';
import type { RecordedSwap } from '../requests.ts';
import { notReadBack } from './move-readers.ts';
import type { ReadersFound } from './plan-swap.ts';
import { readReaders } from './read-aliases.ts';

/** What was found of a swap that was carried out. */
export interface Aftermath {
  /** What was mended, or could not be, in plain words. */
  readonly warnings: readonly string[];
  /** Where users are, where that is not simply what was swapped; null: all is in place. */
  readonly says: string | null;
}

// More than anybody repairs or rolls back while a swap is recorded.
const newestChanges = 20;

const didWhat: Readonly<Record<ReaderChange['kind'], string>> = {
  swap: 'by a swap',
  repair: 'by a repair',
  rollback: 'by a roll back',
  removal: 'by a removal',
};

/** Who has moved these aliases away since, as far as the console itself did it. */
async function whoMoved(
  { database, environment }: Pick<World, 'database' | 'environment'>,
  swap: RecordedSwap,
  aliases: readonly string[],
): Promise<string> {
  const moved = swap.moves.filter(({ alias }) => aliases.includes(alias));
  try {
    const changes = await listReaderChanges(database, environment.name, newestChanges);
    const change = changes.find(({ moves }) =>
      moves.some(({ alias, from, to }) =>
        moved.some((one) => one.alias === alias && from.includes(one.to) && to !== one.to),
      ),
    );
    return change === undefined
      ? 'another client, and not this console,'
      : `${change.actor} ${didWhat[change.kind]}`;
  } catch (error) {
    if (error instanceof FaultError) return 'somebody';
    throw error;
  }
}

/** Where these aliases lead, those that lead to one place together. */
function placesInWords(
  swap: RecordedSwap,
  { now }: ReadersFound,
  aliases: readonly string[],
): string {
  const byPlace = new Map<string, string[]>();
  for (const { alias, to } of swap.moves.filter((move) => aliases.includes(move.alias))) {
    const on = now.get(alias) ?? [];
    const isThere = on.length === 1 && on[0] === to;
    const place = isThere ? `${to} with another filter` : someWords(on);
    byPlace.set(place, [...(byPlace.get(place) ?? []), alias]);
  }
  return [...byPlace]
    .map(([place, names]) => {
      const leads = names.length === 1 ? 'leads' : 'lead';
      return `${listWords(names, 'and')} ${leads} ${place === '' ? 'nowhere' : `to ${place}`}.`;
    })
    .join(' ');
}

async function elsewhereInWords(
  world: World,
  swap: RecordedSwap,
  readers: ReadersFound,
): Promise<string | null> {
  const { elsewhere } = readers;
  if (elsewhere.length === 0) return null;
  const who = await whoMoved(world, swap, elsewhere);
  const isAll = elsewhere.length === swap.moves.length;
  const aliases = isAll ? 'all of them' : listWords(elsewhere, 'and');
  return (
    `The aliases moved in one request, and ${who} has changed ${aliases} since. ` +
    placesInWords(swap, readers, elsewhere) +
    (isAll ? ' Users read what these lead to.' : ' By the others users read the new generation.')
  );
}

async function leaveOtherIndexes(world: World, swap: RecordedSwap): Promise<string | null> {
  const { doubled } = await readReaders(world, swap);
  if (doubled.length === 0) return null;
  const names = listWords(
    doubled.map(({ move }) => move.alias),
    'and',
  );
  const mended = await world.search.swap({
    moves: doubled.map(({ move, on }) => ({ ...move, from: on })),
    removeIndexes: [],
  });
  world.log.warn({ isMended: mended.ok }, 'aliases were on two indexes after a swap');
  return mended.ok
    ? `Another client had left ${names} on a second index during the swap; readers got both for ` +
        'a moment and use the new generation alone now'
    : `Another client has left ${names} on a second index during the swap: readers get both`;
}

/** The records say where readers are; what fails here is corrected when the next run begins. */
async function followReaders(world: World): Promise<void> {
  try {
    await reconcileGenerations(world, world.environment.name);
  } catch (error) {
    world.log.warn(errorFacts(error), 'the generations could not be recorded as readers use them');
  }
}

/**
 * After a swap that was carried out: an alias that another client left on a second index leaves it,
 * so that readers do not get two generations. Where aliases were moved on since, our records follow
 * them. Never rejects for what the search side does.
 */
export async function mendReaders(world: World, swap: RecordedSwap): Promise<Aftermath> {
  const warnings: string[] = [];
  try {
    const mended = await leaveOtherIndexes(world, swap);
    if (mended !== null) warnings.push(sentences(mended));
    const readers = await readReaders(world, swap);
    const says = await elsewhereInWords(world, swap, readers);
    if (says !== null) await followReaders(world);
    return { warnings, says };
  } catch (error) {
    world.log.warn(errorFacts(error), 'a swap could not be verified');
    return { warnings, says: notReadBack };
  }
}
