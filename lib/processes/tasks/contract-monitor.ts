import { databaseTime } from '#lib/platform/database/database-time.ts';
import { whileLeased } from '#lib/platform/database/lease.ts';
import {
  probeTerms,
  probeWhileStill,
  settleChanges,
  settleRetirements,
} from '#lib/indexes/index.ts';
import { contractOf, recordLastSwap } from '#lib/sync/index.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { repeatUntilStopped, type BackgroundTask, type Pace } from './background-tasks.ts';
import type { EnvironmentWorld } from '../compose.ts';

// Longer than a statement to PostgreSQL may go without an answer, and than a search engine that
// hangs is waited for.
const stuckAfterMs = 300_000;
// Shorter, with the lease of a process that was killed in a probe, than the five seconds within
// which something is noticed after an interval.
const lookAgainMs = 1_000;

/** What the contract monitor needs of an environment. */
export type MonitoredWorld = Pick<
  EnvironmentWorld,
  'database' | 'environment' | 'holder' | 'log' | 'pipelines' | 'probeEveryMs' | 'search'
>;

/**
 * `held`: another process probes just now, or a person moves readers. `unsettled`: nothing can have
 * drifted yet.
 */
export type ProbeOutcome = 'probed' | 'held' | 'unsettled';

/** A search engine that is away holds up no probe, which says so. */
async function whereKnown(
  { log }: Pick<MonitoredWorld, 'log'>,
  settle: () => Promise<void>,
): Promise<void> {
  try {
    await settle();
  } catch (error) {
    log.warn(errorFacts(error), 'what became of a change is not known yet');
  }
}

/** One probe, by one of all processes, of records that say where the last run has moved readers. */
export async function probeOnce(world: MonitoredWorld): Promise<ProbeOutcome> {
  const { database, environment, holder } = world;
  const terms = probeTerms(environment.name, holder);
  const outcome = await whileLeased(database, terms, async (lease): Promise<ProbeOutcome> => {
    await whereKnown(world, () => recordLastSwap(world));
    const readAt = await databaseTime(database);
    const contract = await contractOf(world);
    await whereKnown(world, async () => {
      await settleChanges(world, contract);
      await settleRetirements(world);
    });
    if (contract.version === null && environment.driver === 'managed') return 'unsettled';
    return probeWhileStill(world, contract, { lease, readAt });
  });
  return outcome ?? 'held';
}

/** A task of its own for each environment: one whose search engine hangs delays no other. */
export function contractMonitorTask(world: MonitoredWorld, pace?: Pace): BackgroundTask {
  return {
    name: `contract monitor of ${world.environment.name}`,
    environment: world.environment.name,
    stuckAfterMs,
    start(signal, beat) {
      const says = 'a probe of the contract failed and is tried again';
      const { log, probeEveryMs: everyMs } = world;
      return repeatUntilStopped(
        { signal, beat, log, says, everyMs, ...(pace !== undefined && { pace }) },
        async () => ((await probeOnce(world)) === 'held' ? lookAgainMs : null),
      );
    },
  };
}
