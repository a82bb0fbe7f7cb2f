import type { SyncWorld } from '#lib/sync/index.ts';
import type { Load } from './floor.ts';

let made = 0;

/**
 * Empty indexes with the mappings and settings that a generation has; `index` of a load is a base
 * name of the pipeline.
 */
export async function intoFresh<T>(
  world: SyncWorld,
  loads: readonly Load[],
  work: (loads: readonly Load[]) => Promise<T>,
): Promise<T> {
  const own: Load[] = [];
  for (const { index: base, writes } of loads) {
    const index = await createLike(world, base);
    own.push({ index, writes });
  }
  try {
    return await work(own);
  } finally {
    for (const { index } of own) await world.search.drop(index);
  }
}

/** An empty index like the generations of `base`; its name. */
export async function createLike(world: SyncWorld, base: string): Promise<string> {
  const family = world.pipelines[0]?.indexes.find((index) => index.base === base);
  if (family === undefined) throw new Error(`there is no index ${base}`);
  const name = `${base}_plain${String(++made)}`;
  await world.search.create({ name, fields: family.fields, keyField: family.keyField });
  return name;
}
