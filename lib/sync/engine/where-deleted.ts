import { FaultError, refuse } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { StageFailed, type StageContext } from './stage-context.ts';

const isNotFound = (error: unknown): boolean =>
  error instanceof FaultError && error.fault.kind === 'not-found';

/** False also where it is not known. */
const isGone = (search: Search, index: string): Promise<boolean> =>
  search.count(index).then(() => false, isNotFound);

/**
 * What a stage ends with that did not find something: where that is an index which the run itself
 * has made, who else may have deleted it and what to do. Any other error is returned as it is.
 */
export async function whereDeleted(
  { world, generations }: Pick<StageContext, 'world' | 'generations'>,
  error: unknown,
): Promise<unknown> {
  if (!isNotFound(error)) return error;
  const made = Object.values(generations);
  const gone: string[] = [];
  for (const index of made) if (await isGone(world.search, index)) gone.push(index);
  if (gone.length === 0) return error;
  const [subject, them] =
    gone.length === 1
      ? [`The index ${listWords(gone, 'and')}, which this run was building, is`, 'it']
      : [`The indexes ${listWords(gone, 'and')}, which this run was building, are`, 'them'];
  const says =
    `${subject} no longer there: somebody or something else has deleted ${them}. Find out what ` +
    'deletes indexes of this search engine, then start the sync again.';
  return new StageFailed(refuse('not-found', says).fault);
}
