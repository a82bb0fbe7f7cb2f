import { FaultError } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { dropIndexes } from './drop-indexes.ts';
import { generationName } from './names.ts';
import type { Contract, GenerationRun, IndexFamily, KeptCopy } from '../requests.ts';
import { addGeneration, listGenerations, recordDocuments, recordGivenUp } from '../store.ts';

const pageSize = 1_000;

const oneSecondMs = 1_000;

/**
 * A name of this try alone. An earlier try's copy is given up and dropped when the next run begins,
 * never here: a worker that wakes up late must not drop the copy that the one which took over has
 * kept.
 */
async function newName(
  world: World,
  environment: string,
  run: GenerationRun | null,
  current: string,
): Promise<string> {
  return world.database.transaction(async (tx) => {
    const earlier = (await listGenerations(tx, environment)).filter(
      (row) =>
        row.runId === (run?.id ?? null) &&
        row.isKeptCopy &&
        row.base === current &&
        row.role === 'building',
    );
    await recordGivenUp(
      tx,
      environment,
      earlier.map((row) => row.index),
    );
    for (let at = world.clock.now(); ; at = new Date(at.getTime() + oneSecondMs)) {
      const index = generationName(current, at, 0);
      if (await addGeneration(tx, { index, base: current, environment, run, isKeptCopy: true }))
        return index;
    }
  });
}

/**
 * Drops copies that no request has used and none will: each has the name of its own try. What
 * cannot be dropped now goes when the next run begins.
 */
export async function giveUpCopies(
  world: Pick<World, 'database' | 'search' | 'log'>,
  environment: string,
  copies: readonly string[],
): Promise<void> {
  if (copies.length === 0) return;
  try {
    await recordGivenUp(world.database, environment, copies);
    await dropIndexes(world, environment, copies);
  } catch (error) {
    world.log.warn(errorFacts(error), 'a copy that was given up could not be dropped yet');
  }
}

/** Every document of `current` in `copy`, under its id. Rejects as `keepCopy` does. */
async function fillCopy(
  world: World,
  environment: string,
  current: string,
  copy: string,
  family: IndexFamily,
): Promise<void> {
  const { search } = world;
  await search.create({ name: copy, fields: family.fields, keyField: family.keyField });
  let read = 0;
  for await (const page of search.scan(current, { order: 'any', size: pageSize })) {
    const results = await search.bulk(
      copy,
      page.map(({ id, source }) => ({ op: 'index', id, source })),
    );
    const refused = results.filter((result) => result.verdict === 'rejected').length;
    if (refused > 0) {
      throw new FaultError({
        kind: 'precondition',
        says:
          `The old index ${current} could not be copied: ${String(refused)} of its ` +
          'documents were refused',
      });
    }
    read += page.length;
  }
  await search.settings(copy, 'searchable');
  const copied = await search.count(copy);
  if (copied !== read) {
    throw new FaultError({
      kind: 'precondition',
      says:
        `The old index ${current} could not be copied: ${String(copied)} of ${String(read)} ` +
        'documents arrived',
    });
  }
  const currentCount = await search.count(current);
  if (currentCount !== copied) {
    const numbers =
      `${count(copied)} documents were copied and it has ` + `${count(currentCount)} now`;
    throw new FaultError({
      kind: 'busy',
      says:
        `The old index ${current} is being written to while it is copied: ${numbers}. Stop ` +
        'what writes to it for the first cut-over',
    });
  }
  await recordDocuments(world.database, environment, copy, copied);
}

/**
 * Copies the concrete index `current`, which has to make way for an alias of its name, with its
 * document ids and the family's mapping. Returns the copy's name. Begins again from nothing when an
 * earlier try died half-way, and leaves nothing where this one fails. Rejects with a FaultError:
 * `precondition` when the copy cannot be complete, `busy` when the index changed meanwhile.
 */
async function keepCopy(
  world: World,
  environment: string,
  run: GenerationRun | null,
  current: string,
  family: IndexFamily,
): Promise<string> {
  const copy = await newName(world, environment, run, current);
  try {
    await fillCopy(world, environment, current, copy, family);
    return copy;
  } catch (error) {
    await giveUpCopies(world, environment, [copy]);
    throw error;
  }
}

/**
 * Copies of the concrete indexes that hold the names of these aliases, each with the mapping of the
 * family that its alias follows; all of them or none. Rejects as `keepCopy` does.
 */
export async function keepCopies(
  world: World,
  environment: string,
  run: GenerationRun | null,
  contract: Contract,
  names: readonly string[],
): Promise<readonly KeptCopy[]> {
  const copies: KeptCopy[] = [];
  try {
    for (const name of names) {
      const target = contract.aliases.find((alias) => alias.name === name)?.target;
      const family = contract.indexes.find(({ base }) => base === target);
      if (family === undefined)
        throw new FaultError({
          kind: 'precondition',
          says: `Nothing is known of the fields of ${name}.`,
        });
      copies.push({ of: name, copy: await keepCopy(world, environment, run, name, family) });
    }
    return copies;
  } catch (error) {
    const made = copies.map(({ copy }) => copy);
    await giveUpCopies(world, environment, made);
    throw error;
  }
}
