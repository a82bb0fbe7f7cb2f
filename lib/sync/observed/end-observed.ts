import { checkContract, hasDrifted, settleContract } from '#lib/indexes/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { nextAliases } from '../contract-of.ts';
import { runName } from '../run-name.ts';
import { endRun, saveDocuments } from '../engine/store.ts';
import type { Confidence } from '../model.ts';
import { runById } from '../store.ts';
import type { Inferred } from './infer.ts';
import type { ObservedRun } from './observed-run.ts';
import { say, type Observing, type Unfinished } from './observing.ts';

export const stopsBy =
  'Whether it goes on is not known here: look at the log of the Integration service, and start ' +
  'no other sync before it has ended.';

/**
 * How many values of the key field are in more than one document; null: not known. The service
 * gives documents ids of their own, so that only their fields tell.
 */
async function countTwice(search: Search, index: string, field: string): Promise<number | null> {
  const once = new Set<string>();
  const twice = new Set<string>();
  try {
    for await (const page of search.scan(index, { fields: [field], order: 'any' }))
      for (const { source } of page) {
        const value = source[field];
        if (typeof value !== 'string' || value === '') continue;
        if (once.has(value)) twice.add(value);
        else once.add(value);
      }
  } catch (error) {
    if (error instanceof FaultError) return null;
    throw error;
  }
  return twice.size;
}

const twiceWords = (numbers: number): string =>
  numbers === 1
    ? '1 GMC number is in two documents or more'
    : `${count(numbers)} GMC numbers are in two documents or more`;

/** What is wrong with what the sync has left, in sentences. */
async function findFlaws({ world, pipeline, base }: Observing): Promise<readonly string[]> {
  const [index] = pipeline.indexes;
  const [checks, twice] = await Promise.all([
    nextAliases(world, pipeline).then(({ aliases }) => checkContract(world, aliases)),
    index === undefined ? null : countTwice(world.search, base, index.keyField),
  ]);
  const wrong = checks.filter(hasDrifted).map(({ says }) => says);
  const unknown = checks.filter(({ state }) => state === 'not-known').map(({ says }) => says);
  return [
    ...(wrong.length > 0 ? [`After the sync: ${wrong.join(' ')} Repair it on Indexes.`] : []),
    ...unknown,
    ...(twice === null
      ? ['Whether a GMC number is in two documents could not be read.']
      : twice > 0
        ? [
            `${twiceWords(twice)}: the Integration service adds one where it could not look a ` +
              'doctor up, or where two syncs ran at once, and later data reaches only one of them.',
          ]
        : []),
  ];
}

function stageWords({ stages }: Observing, inferred: Inferred, before: ObservedRun['before']) {
  const words = stages.flatMap(({ title }, position) => {
    const marked = inferred.stages[position]?.marked;
    const earlier = before?.marked[position];
    if (marked == null) return [];
    return [`${title} ${count(marked)}${earlier == null ? '' : ` (${count(earlier)} before)`}`];
  });
  return words.length === 0 ? '' : ` Documents by stage: ${listWords(words, 'and')}.`;
}

/** Ends the run as settled, as far as can be seen; checks what the sync has left. */
export async function endWell(
  observing: Observing,
  { inferred, before }: Pick<ObservedRun, 'before'> & { readonly inferred: Inferred },
  confidence: Confidence,
): Promise<void> {
  const { world, lease, run, pipeline, base } = observing;
  const flaws = await findFlaws(observing);
  for (const flaw of flaws) await say(observing, 'bad', flaw);
  const documents =
    inferred.documents === null ? '' : ` ${base} has ${countOf(inferred.documents, 'document')}.`;
  const how =
    confidence === 'seen'
      ? 'every stage was seen, its queues are empty, and nothing has changed since'
      : 'its queues are quiet and nothing has changed for a while; not every stage could be seen';
  if (inferred.documents !== null)
    await saveDocuments(world.database, lease, run.id, inferred.documents);
  const name = runName(run.environment, run.number);
  await world.database.transaction((tx) => settleContract(tx, run.environment, pipeline, name));
  await endRun(world.database, lease, run.id, {
    state: 'settled',
    fault: null,
    haveReadersMoved: false,
    unfinished: 'done',
    level: flaws.length === 0 ? 'good' : 'warn',
    says:
      `The sync has ended, as far as can be seen: ${how}.${documents}` +
      `${stageWords(observing, inferred, before)} Whether it is complete is not known: the ` +
      'Integration service counts nothing.',
  });
}

export const endUnfinished = (
  { world, lease, run }: Observing,
  { fault, readers }: Unfinished,
): Promise<void> =>
  endRun(world.database, lease, run.id, {
    state: 'failed',
    fault: { ...fault, detail: { readers } },
    haveReadersMoved: false,
    unfinished: 'failed',
    level: 'bad',
    says: fault.says,
  });

export async function endUnwatched({ world, lease, run }: Observing): Promise<void> {
  const now = await runById(world.database, run.id);
  const wasCalled = (now?.observed?.call ?? 'waiting') !== 'waiting';
  await endRun(world.database, lease, run.id, {
    state: 'cancelled',
    fault: null,
    haveReadersMoved: false,
    unfinished: 'skipped',
    level: 'warn',
    says: wasCalled
      ? `It is no longer watched. The Integration service cannot be told to stop. ${stopsBy}`
      : 'The run was cancelled before the Integration service was called. Nothing was started.',
  });
}
