import { FaultError } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { generationName } from './names.ts';
import type { GenerationRun, IndexFamily } from './requests.ts';
import { addGeneration, listGenerations, recordDocuments } from './store.ts';

const pageSize = 1_000;

async function recordedName(world: World, environment: string, run: GenerationRun, standing: string): Promise<string> {
  const known = (await listGenerations(world.database, environment)).find(
    (row) => row.runId === run.id && row.isKeptCopy && row.base === standing && row.role === 'building',
  );
  if (known !== undefined) return known.index;
  const index = generationName(standing, world.clock.now(), 0);
  if (!(await addGeneration(world.database, { index, base: standing, environment, run, isKeptCopy: true }))) {
    throw new FaultError({ kind: 'conflict', says: `The index ${index} belongs to another run` });
  }
  return index;
}

/**
 * Copies the concrete index `standing`, which has to make way for an alias of its name, with its document ids and the family's
 * mapping. Returns the copy's name. Begins again from nothing when an earlier try died half-way. Rejects with a FaultError:
 * `precondition` when the copy cannot be complete.
 */
export async function keepCopy(
  world: World,
  environment: string,
  run: GenerationRun,
  standing: string,
  family: IndexFamily,
): Promise<string> {
  const { search } = world;
  const copy = await recordedName(world, environment, run, standing);
  await search.drop(copy);
  await search.create({ name: copy, fields: family.fields, keyField: family.keyField });
  let read = 0;
  for await (const page of search.scan(standing, { order: 'any', size: pageSize })) {
    const answers = await search.bulk(
      copy,
      page.map(({ id, source }) => ({ op: 'index', id, source })),
    );
    const refused = answers.filter((answer) => answer.verdict === 'rejected').length;
    if (refused > 0) {
      throw new FaultError({
        kind: 'precondition',
        says: `The old index ${standing} could not be kept: ${String(refused)} of its documents were refused`,
      });
    }
    read += page.length;
  }
  await search.settings(copy, 'searchable');
  const kept = await search.count(copy);
  if (kept !== read) {
    throw new FaultError({
      kind: 'precondition',
      says: `The old index ${standing} could not be kept: ${String(kept)} of ${String(read)} documents arrived`,
    });
  }
  await recordDocuments(world.database, copy, kept);
  return copy;
}
