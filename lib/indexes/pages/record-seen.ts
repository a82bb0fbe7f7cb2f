import { FaultError } from '#lib/kernel/result.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import type { World } from '#lib/platform/world.ts';
import { haveReadersMoved, isLookDue, openCounts, saveCounts } from '../counts/count-store.ts';
import { planCounts, unknownCounts, type Counted, type OpenCount } from '../counts/plan-counts.ts';
import type { PlannedContract } from '../requests.ts';
import { findBodies, withKnown } from './find-bodies.ts';
import { questionsOf, readLists } from './seen.ts';

type CountingWorld = Pick<World, 'database' | 'search' | 'environment' | 'log'>;

async function countLists(
  { search }: CountingWorld,
  { pages, aliases }: PlannedContract,
  open: readonly OpenCount[],
): Promise<Counted[]> {
  const lists = readLists(pages, aliases);
  const known = [...new Set(open.flatMap(({ about, body }) => (about === 'list' ? [body] : [])))];
  const { named } = await findBodies(search, lists, aliases, new Map());
  const bodies = withKnown(named ?? [], known);
  const questions = questionsOf(lists, bodies, new Map());
  const results = await search.counts(questions.map(({ now }) => now));
  const counted = bodies.flatMap((body, row) =>
    lists.map(({ query }, column): Counted => {
      const result = results[row * lists.length + column];
      const documents = result?.ok === true ? result.value : null;
      return { about: 'list', body, name: query.name, documents };
    }),
  );
  return [...counted, { ...allBodies, documents: named?.length ?? null }];
}

const allBodies = { about: 'bodies', body: '', name: '' } as const;

/**
 * Counts the lists of every designated body as users see them now, and records what has changed. A
 * count that fails is not known, and recorded so. False: readers were moved meanwhile, and nothing
 * was recorded. Rejects with a FaultError when the database is away.
 */
export async function recordSeen(
  world: CountingWorld,
  contract: PlannedContract,
): Promise<boolean> {
  const { database, environment, log } = world;
  const about = ['list', 'bodies'] as const;
  const at = await databaseTime(database);
  const before = await openCounts(database, environment.name, about);
  const counted = await countLists(world, contract, before).catch((error: unknown) => {
    if (!(error instanceof FaultError)) throw error;
    log.warn({ says: error.fault.says }, 'the lists of the designated bodies were not counted');
    return null;
  });
  return database.transaction(async (tx) => {
    if (await haveReadersMoved(tx, environment.name, at)) return false;
    const open = await openCounts(tx, environment.name, about);
    const unknown = [
      ...unknownCounts(open).filter((one) => one.about === 'list'),
      { ...allBodies, documents: null },
    ];
    const changes = planCounts(open, counted ?? unknown);
    await saveCounts(tx, environment.name, at, changes);
    return true;
  });
}

/** Whether they were not counted for so long, or readers were moved since. */
export const isSeenDue = (
  { database, environment }: Pick<World, 'database' | 'environment'>,
  everyMs: number,
): Promise<boolean> => isLookDue(database, environment.name, everyMs);
