import { whileLeased } from '#lib/platform/database/lease.ts';
import { isSeenDue, recordSeen } from '#lib/indexes/index.ts';
import { contractOf } from '#lib/sync/index.ts';
import { repeatUntilStopped, type BackgroundTask } from './background-tasks.ts';
import type { EnvironmentWorld } from '../compose.ts';

// Longer than a statement to PostgreSQL may go without an answer, and than a search engine that
// hangs is waited for.
const stuckAfterMs = 300_000;
const leaseMs = 15_000;
/** So soon after readers were moved, by whatever process, the lists are counted. */
const lookEveryMs = 5_000;

/** What counting the lists needs of an environment. */
export type CountedWorld = Pick<
  EnvironmentWorld,
  'countListsEveryMs' | 'database' | 'environment' | 'holder' | 'log' | 'pipelines' | 'search'
>;

/**
 * Counts what users of each designated body see, by one of all processes, where that is due: the
 * interval is over, or readers were moved since. False: it is not, another process does it just
 * now, readers were moved meanwhile, or nothing has settled yet.
 */
export async function countListsWhenDue(world: CountedWorld): Promise<boolean> {
  const { database, environment, holder, countListsEveryMs } = world;
  const isDue = (): Promise<boolean> => isSeenDue(world, countListsEveryMs);
  if (!(await isDue())) return false;
  const contract = await contractOf(world);
  if (contract.version === null && environment.driver === 'managed') return false;
  const terms = { name: `list-count:${environment.name}`, holder, ttlMs: leaseMs };
  const count = async (): Promise<boolean> =>
    (await isDue()) && (await recordSeen(world, contract));
  return (await whileLeased(database, terms, count)) ?? false;
}

/** A task of its own for each environment: one whose search engine hangs delays no other. */
export function listCountTask(world: CountedWorld): BackgroundTask {
  return {
    name: `list count of ${world.environment.name}`,
    environment: world.environment.name,
    stuckAfterMs,
    start(signal, beat) {
      const says = 'a count of the lists failed and is tried again';
      const repeating = { signal, beat, log: world.log, says, everyMs: lookEveryMs };
      return repeatUntilStopped(repeating, async () => {
        await countListsWhenDue(world);
        return null;
      });
    },
  };
}
