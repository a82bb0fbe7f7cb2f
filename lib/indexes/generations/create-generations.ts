import { FaultError, refuse } from '#lib/kernel/result.ts';
import { someWords } from '#lib/kernel/words/text.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { generationName } from './names.ts';
import type { CreateGenerations, IndexFamily } from '../requests.ts';
import { addGeneration, listGenerations } from '../store.ts';

async function makeIndex(search: Search, name: string, family: IndexFamily): Promise<void> {
  try {
    await search.create({ name, fields: family.fields, keyField: family.keyField });
  } catch (error) {
    const isThere = error instanceof FaultError && error.fault.kind === 'conflict';
    if (!isThere) throw error;
  }
}

/**
 * An engine may give aliases to new indexes by itself: users would get what is being built beside
 * what is live. Nothing is in it yet, so that it goes with them.
 */
async function throwIfRead(
  search: Search,
  indexes: readonly string[],
  readBy: readonly string[],
): Promise<void> {
  const leading = (await search.aliases()).filter(
    ({ name, index }) => indexes.includes(index) && readBy.includes(name),
  );
  const [first] = leading;
  if (first === undefined) return;
  const removed = [...new Set(leading.map(({ index }) => index))];
  const swapped = await search.swap({ moves: [], removeIndexes: removed });
  if (!swapped.ok) throw new FaultError(swapped.fault);
  const names = someWords([...new Set(leading.map(({ name }) => name))]);
  throw new FaultError(
    refuse(
      'precondition',
      `The search engine makes the alias ${names} lead to new indexes such as ${first.index} as ` +
        'well, as an index template does: users would get what is being built. The new index was ' +
        `taken away before anything was in it. Take ${names} out of the template, then start ` +
        'again.',
    ).fault,
  );
}

/**
 * The concrete indexes that a run fills, by base name. Idempotent for a run: a worker that takes it
 * over finds what is there. The row is written before the index is made, so that a death in between
 * leaves nothing unrecorded. Rejects with a FaultError: `unavailable`, `conflict` when a name
 * belongs to another run, or `precondition` where users would read them.
 */
export async function createGenerations(
  world: World,
  wanted: CreateGenerations,
): Promise<Readonly<Record<string, string>>> {
  const { environment, run, at } = wanted;
  const names = await world.database.transaction(async (tx) => {
    const known = (await listGenerations(tx, environment)).filter(
      (row) => row.runId === run.id && row.role === 'building' && !row.isKeptCopy,
    );
    const chosen = new Map<string, string>();
    for (const { base } of wanted.indexes) {
      const found = known.find((row) => row.base === base);
      const index = found?.index ?? generationName(base, at, run.number);
      if (
        found === undefined &&
        !(await addGeneration(tx, { index, base, environment, run, isKeptCopy: false }))
      ) {
        throw new FaultError({
          kind: 'conflict',
          says: `The index ${index} belongs to another run`,
        });
      }
      chosen.set(base, index);
    }
    return chosen;
  });
  for (const family of wanted.indexes) {
    const name = names.get(family.base);
    if (name !== undefined) await makeIndex(world.search, name, family);
  }
  await throwIfRead(world.search, [...names.values()], wanted.readBy);
  return Object.fromEntries(names);
}
